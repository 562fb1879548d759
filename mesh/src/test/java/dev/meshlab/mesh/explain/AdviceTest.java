package dev.meshlab.mesh.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.mesh.Meshes;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Exercises;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every idea beside a sound server: a smallest manifest that needs the advice, and the nearest one
 * that does not. What the advice says to write is pasted, is valid, and silences it.
 */
class AdviceTest {

  /** The line of the first object after the server's. */
  private static final int LINE = 27;

  /**
   * Corrections of another object or place than the one with the mistake, or of a number that only
   * its author knows.
   */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "hash-weighted-subsets",
          "gateway-guesses-http1",
          "gateway-host-mismatch",
          "headless",
          "misplaced-metadata",
          "session-affinity",
          "source-without-identity",
          "two-rules");

  static Stream<AdvisedIdea> ideas() {
    return AdvisedIdea.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ideas")
  void isGivenWhereItIsNeeded(AdvisedIdea idea) {
    Explanation explanation = Pasted.explanation(idea.mistaken());

    assertThat(explanation.problems()).isEmpty();
    assertThat(explanation.advice())
        .filteredOn(advice -> advice.id().toString().equals(idea.id()))
        .filteredOn(advice -> advice.position().line() == LINE)
        .extracting(Diagnostic::path)
        .contains(idea.path());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ideas")
  void isNotGivenWhereItIsNot(AdvisedIdea idea) {
    Explanation explanation = Pasted.explanation(idea.sound());

    assertThat(explanation.problems()).isEmpty();
    assertThat(explanation.advice())
        .filteredOn(advice -> advice.position().line() == LINE)
        .filteredOn(advice -> advice.path().equals(idea.path()))
        .extracting(advice -> advice.id().toString())
        .doesNotContain(idea.id());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ideas")
  void saysWhatToWrite(AdvisedIdea idea) {
    Diagnostic advice = advice(idea);

    assertThat(Pasted.yaml(advice.fix()).isEmpty())
        .isEqualTo(advice.fix().startsWith("#") && advice.fix().lines().count() == 1);
    if (!Pasted.yaml(advice.fix()).isEmpty() && !ELSEWHERE.contains(advice.id().toString())) {
      Optional<Explanation> mended = Pasted.explain(idea.mistaken(), advice);
      assertThat(mended).describedAs(advice.fix()).isPresent();
      assertThat(mended.orElseThrow().advice())
          .filteredOn(other -> other.position().file().equals("m.yaml"))
          .extracting(other -> other.id() + " " + other.path())
          .describedAs(advice.fix())
          .doesNotContain(advice.id() + " " + advice.path());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ideas")
  void namesAnExercise(AdvisedIdea idea) {
    assertThat(Exercises.names()).contains(advice(idea).id().exercise());
  }

  /** Without it, the pods would lose their names. */
  @Test
  void leavesTheServiceOfAStatefulSetHeadless() {
    List<String> objects =
        List.of(
            "{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {clusterIP: None, selector: {app: db}, ports: [{name: grpc, port: 1}]}}",
            "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: c}]}}}}");

    assertThat(Pasted.explanation(objects).advice())
        .filteredOn(advice -> advice.id() == DiagnosticId.HEADLESS)
        .singleElement()
        .satisfies(advice -> assertThat(advice.fix()).startsWith("# a second Service"));
  }

  /** The others are served by the Service as it is, and have no need of a default. */
  @Test
  void addsADefaultRouteForTheCallersOfTheRuleAlone() {
    AdvisedIdea idea =
        ideas()
            .filter(each -> each.id().equals("no-default-route"))
            .filter(each -> String.valueOf(each.mistaken()).contains("sourceLabels"))
            .findFirst()
            .orElseThrow();

    assertThat(advice(idea).fix())
        .contains("- match:\n  - sourceLabels:\n      stage: dev\n  route:");
  }

  @Test
  void standsAtItsLineInAFileOfSeveralObjects() {
    String rules =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata:
          name: server
        spec:
          host: server
          trafficPolicy:
            outlierDetection:
              interval: 5s
              maxEjectionPercent: 20
          subsets:
          - name: v1
            labels:
              version: v1
            trafficPolicy:
              portLevelSettings:
              - port:
                  number: 50051
                loadBalancer:
                  simple: LEAST_CONN
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata:
          name: server
        spec:
          hosts:
          - server
          http:
          - route:
            - destination:
                host: server
                subset: v1
            retries:
              attempts: 2
              perTryTimeout: 1s
        """;

    assertThat(Pasted.explanation(List.of(rules, Meshes.SERVER)).advice())
        .extracting(advice -> advice.position() + " " + advice.id())
        .containsSubsequence(
            "m.yaml:8 zone-pinning",
            "m.yaml:10 ejection-never",
            "m.yaml:20 least-conn",
            "m.yaml:35 retry-not-idempotent",
            "m.yaml:36 per-try-timeout-not-retried");
  }

  @Test
  void hasNoCorrectionThatWouldRepeatAnError() {
    String rule =
        Meshes.virtualService(
            "v",
            "hosts: [server], http: [{retries: {attempts: 2, retryOn: bogus, perTryTimeout: 1s},"
                + " route: [{destination: {host: servr}}]}]");
    Explanation explanation = Pasted.explanation(List.of(Meshes.SERVER, rule));

    assertThat(explanation.problems()).hasSize(1);
    assertThat(explanation.advice())
        .filteredOn(advice -> !advice.fix().isEmpty())
        .extracting(advice -> advice.id().toString())
        .containsExactly("unknown-host");
    assertThat(explanation.advice())
        .extracting(advice -> advice.id().toString())
        .contains("per-try-timeout-not-retried");
  }

  @ParameterizedTest
  @CsvSource({
    "10.96.0.10, 'calls sent to subset v3 fail with UNAVAILABLE and the response flag UH'",
    "None, 'a sidecar takes calls sent to subset v3 on to the pod that the client dialled'"
  })
  void saysWhatBecomesOfCallsToASubsetWithoutPods(String clusterIp, String fate) {
    String rule =
        Meshes.destinationRule("d", "host: server, subsets: [{name: v3, labels: {version: v3}}]");
    String service = Meshes.SERVER.replace("10.96.0.10", clusterIp);

    assertThat(Pasted.explanation(List.of(service, rule)).advice())
        .filteredOn(advice -> advice.id().toString().equals("empty-subset"))
        .singleElement()
        .satisfies(advice -> assertThat(advice.message()).contains(fate));
  }

  @Test
  void hasNothingToSayOfASoundMesh() {
    String rules =
        """
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: server}
        spec:
          host: server
          trafficPolicy:
            loadBalancer: {simple: LEAST_REQUEST, localityLbSetting: {enabled: false}}
            outlierDetection: {consecutive5xxErrors: 5, interval: 10s, maxEjectionPercent: 50}
            connectionPool: {tcp: {connectTimeout: 2s}}
          subsets:
          - {name: v1, labels: {version: v1}}
          - {name: v2, labels: {version: v2}}
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: server}
        spec:
          hosts: [server]
          http:
          - match: [{uri: {exact: /shop.Catalog/Search}}]
            route:
            - {destination: {host: server, subset: v1, port: {number: 50051}}, weight: 90}
            - {destination: {host: server, subset: v2, port: {number: 50051}}, weight: 10}
            timeout: 6s
            retries: {attempts: 2, perTryTimeout: 2s, retryOn: "connect-failure,refused-stream,reset"}
          - route:
            - {destination: {host: server, subset: v1}}
            retries: {attempts: 2, retryOn: "connect-failure,refused-stream"}
        """;

    assertThat(Pasted.explanation(List.of(Meshes.SERVER, rules)).advice()).isEmpty();
  }

  @Test
  void everyIdeaHasARow() {
    assertThat(ideas().map(AdvisedIdea::id).distinct()).hasSizeGreaterThan(45);
  }

  private static Diagnostic advice(AdvisedIdea idea) {
    return Pasted.explanation(idea.mistaken()).advice().stream()
        .filter(advice -> advice.id().toString().equals(idea.id()))
        .filter(advice -> advice.path().equals(idea.path()))
        .findFirst()
        .orElseThrow();
  }
}
