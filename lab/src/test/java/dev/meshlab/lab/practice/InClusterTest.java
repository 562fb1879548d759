package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.exercise.Call;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.expectation.InvalidExpectation;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.run.PlaneChoice;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of a mesh in which {@code front} has a sidecar, and {@code bare} has none. */
class InClusterTest {

  private static final ManifestSet MESH =
      Manifests.parse(
          "mesh.yaml",
          """
          apiVersion: v1
          kind: Namespace
          metadata: {name: shop, labels: {istio-injection: enabled}}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: front, namespace: shop}
          spec:
            selector: {matchLabels: {app: front}}
            template:
              metadata: {labels: {app: front}}
              spec: {containers: [{name: front, image: front}]}
          ---
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: bare, namespace: shop}
          spec:
            selector: {matchLabels: {app: bare}}
            template:
              metadata: {labels: {app: bare, sidecar.istio.io/inject: "false"}}
              spec: {containers: [{name: bare, image: bare}]}
          """);

  private static final Expectations BOTH =
      of("plain", "one pod").with(Optional.of("envoy"), read("even"));

  @Test
  void expectWhatIsExpectedOfTheCallersOwnPlane() {
    assertThat(expected(step(BOTH, call("front", false)))).containsExactly("even");
    assertThat(expected(step(BOTH, call("bare", false)))).containsExactly("one pod");
  }

  @Test
  void expectWhatTheFileSaysOfTheClusterItself() {
    Step own = step(BOTH.with(Optional.of("kubernetes"), read("only OK")), call("front", false));

    assertThat(expected(own)).containsExactly("only OK");
  }

  @Test
  void areNotRunWhereTheCallersPlaneIsNoneOfTheirs() {
    assertThat(reason(step(of("plain", "one pod"), call("front", false))))
        .isEqualTo("the caller's plane there is envoy, of which this step expects nothing");
  }

  @Test
  void areNotRunWhereAClusterHasWhatItHas() {
    Call call = call("front", false);

    assertThat(reason(step(BOTH, call, List.of("r/a"), List.of())))
        .isEqualTo("the zones there are those of the cluster's own nodes");
    assertThat(reason(step(BOTH, call("front", true)))).isEqualTo("the pods have sidecars there");
    assertThat(reason(step(BOTH, call("front", 4, false))))
        .isEqualTo("the client's proxy there has the workers that the cluster gives it");
  }

  @Test
  void comeInByAGatewayWhereTheyAreAboutGateways() {
    assertThat(expected(step(of("gateway", "even"), call("front", false)))).containsExactly("even");
  }

  @ParameterizedTest
  @MethodSource("changes")
  void areRunUnderEveryChange(Change change) {
    List<Timed> changes = List.of(new Timed(Duration.ZERO, change));

    assertThat(reason(step(BOTH, call("front", false), List.of(), changes))).isEmpty();
  }

  @Test
  void areNotRunWhereAZoneIsToBeLost() {
    List<Timed> lost = List.of(new Timed(Duration.ZERO, new Change.Lose("zone1", Duration.ZERO)));

    assertThat(reason(step(BOTH, call("front", false), List.of(), lost)))
        .isEqualTo("the lab ends no nodes there");
  }

  @Test
  void areNotRunWhereTheConnectionsOfTheClientAreToEnd() {
    List<Timed> cut = List.of(new Timed(Duration.ZERO, new Change.Disconnect()));

    assertThat(reason(step(BOTH, call("front", false), List.of(), cut)))
        .isEqualTo("the lab ends no connections there");
  }

  static List<Change> changes() {
    return List.of(
        new Change.Scale("server", 4),
        new Change.Restart("server"),
        new Change.Kill("server"),
        new Change.Delete("server"),
        Change.serving("server", false),
        Change.working("server", false),
        new Change.Apply(List.of("more.yaml")));
  }

  private static Step step(Expectations expectations, Call call) {
    return step(expectations, call, List.of(), List.of());
  }

  private static Step step(
      Expectations expectations, Call call, List<String> zones, List<Timed> changes) {
    return new Step(
        "a step",
        Position.of("exercise.yaml"),
        List.of(),
        Map.of(),
        zones,
        new Question.Calls(call, changes, 1, "", expectations));
  }

  private static Call call(String from, boolean oneSidecar) {
    return call(from, 1, oneSidecar);
  }

  private static Call call(String from, int workers, boolean oneSidecar) {
    return new Call(
        Load.builder().calls(1).build(),
        "server.shop:50051",
        from,
        "",
        workers,
        oneSidecar,
        false,
        ClientTls.TRUSTING,
        false,
        false);
  }

  private static List<String> expected(Step step) {
    return inCluster(step).expected().orElseThrow().expectations().stream()
        .map(Expectation::text)
        .toList();
  }

  private static String reason(Step step) {
    return inCluster(step).reason();
  }

  private static InCluster inCluster(Step step) {
    PracticeSettings settings =
        new PracticeSettings(Path.of(""), Set.of(), null, WarmUpLimit.OFF, OptionalInt.empty());
    Question.Calls calls = (Question.Calls) step.question();
    return InCluster.of(
        step, calls, MESH, settings.of(calls.call(), PlaneChoice.named(List.of()).andCluster()));
  }

  private static Expectations of(String plane, String line) {
    return Expectations.NONE.with(Optional.of(plane), read(line));
  }

  private static Expected read(String line) {
    try {
      return Expected.parse(line);
    } catch (InvalidExpectation e) {
      throw new AssertionError(e);
    }
  }
}
