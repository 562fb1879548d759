package dev.meshlab.lab.exercise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Settling;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final String HEAD =
      """
      apiVersion: meshlab.dev/v1
      kind: Exercise
      metadata:
        name: canary
      """;

  private static final String CANARY =
      HEAD
          + """
          spec:
            title: A canary
            corrects: [A4]
            manifests: [k8s, istio]
            steps:
              - name: a tester
                manifests: [more.yaml]
                replicas: {server: 4}
                zones: [r/a, r/b]
                call: {calls: 500, rate: 100, rpc: bidi, messages: 3, deadline: 2s, from: client,
                       metadata: {x-canary: "true"}, envoyWorkers: 2}
                expect:
                  proxyless: [only version=v2]
                  plain: [pinned, only OK]
          """;

  @TempDir private Path directory;

  @Test
  void readsAnExerciseWithItsSteps() throws IOException {
    Exercise canary = read("canary", CANARY).named(List.of("canary")).get(0);

    assertThat(canary.title()).isEqualTo("A canary");
    assertThat(canary.corrects()).containsExactly("A4");
    assertThat(canary.manifests()).containsExactly("k8s", "istio");
    Step step = canary.steps().get(0);
    assertThat(step.replicas()).containsEntry("server", 4);
    assertThat(step.zones()).containsExactly("r/a", "r/b");
    assertThat(calls(step).planes()).containsExactly(Plane.PLAIN, Plane.PROXYLESS);
    assertThat(calls(step).expected(Plane.PLAIN).expectations())
        .extracting(Expectation::text)
        .containsExactly("pinned", "only OK");
    Call call = calls(step).call();
    assertThat(call.envoyWorkers()).isEqualTo(2);
    assertThat(call.from()).isEqualTo("client");
    assertThat(call.load().calls()).isEqualTo(500);
    assertThat(call.load().rate()).isEqualTo(100);
    assertThat(call.load().deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(call.load().metadata()).hasToString("[x-canary=true]");
  }

  @Test
  void readsTheExampleOfTheReference() throws IOException {
    String reference = Files.readString(Path.of("../docs/reference.md"));
    Matcher block =
        Pattern.compile("```yaml\n([^`]*\nkind: Exercise\n[^`]*)```").matcher(reference);
    assertThat(block.find()).isTrue();
    String example = block.group(1);
    assertThat(read("canary", example).exercises())
        .singleElement()
        .satisfies(exercise -> assertThat(exercise.name()).isEqualTo("canary"));
  }

  @Test
  void readsWhatIsExpectedOfAClusterItself() throws IOException {
    Step step =
        read("canary", CANARY + "        kubernetes: [even]\n")
            .named(List.of("canary"))
            .get(0)
            .steps()
            .get(0);

    assertThat(calls(step).expectedInCluster(Plane.PLAIN).orElseThrow().expectations())
        .extracting(Expectation::text)
        .containsExactly("even");
    assertThat(calls(step).planes()).containsExactly(Plane.PLAIN, Plane.PROXYLESS);
  }

  @Test
  void readsWhatOnlyAClusterShows() throws IOException {
    List<Step> steps =
        read(
                "pods",
                HEAD
                    + """
                    spec:
                      title: T
                      steps:
                        - name: s
                          pods: {server: [ready 2/2, no ephemeral containers]}
                        - name: t
                          call: {through: port-forward}
                          expect: {kubernetes: [one pod]}
                    """)
            .exercises()
            .get(0)
            .steps();

    assertThat(steps).allMatch(Step::isOfClusterAlone);
    assertThat(((Question.Pods) steps.get(0).question()).claims().get("server"))
        .extracting(PodClaim::text)
        .containsExactly("ready 2/2", "no ephemeral containers");
    assertThat(calls(steps.get(1)).call().forwarded()).isTrue();
  }

  @Test
  void readsWhatAClusterIsToRefuse() throws IOException {
    Step step =
        read(
                "refusal",
                HEAD
                    + """
                    spec:
                      title: T
                      steps:
                        - {name: s, manifests: [more.yaml], refused: in other words}
                    """)
            .exercises()
            .get(0)
            .steps()
            .get(0);

    assertThat(step.question()).isEqualTo(new Question.Refusal("in other words"));
    assertThat(step.isOfClusterAlone()).isFalse();
  }

  @Test
  void readsChangesInTheOrderOfTheirTimes() throws IOException {
    Step step =
        read(
                "live",
                HEAD
                    + """
                    spec:
                      title: T
                      steps:
                        - name: s
                          repeats: 3
                          changes:
                            - {after: 2s, apply: [more.yaml]}
                            - {after: 500ms, scale: {server: 4}}
                          expect: {envoy: [only OK, even at last], plain: [one pod at last]}
                    """)
            .exercises()
            .get(0)
            .steps()
            .get(0);

    assertThat(calls(step).repeats()).isEqualTo(3);
    assertThat(calls(step).changes())
        .containsExactly(
            new Timed(Duration.ofMillis(500), new Change.Scale("server", 4)),
            new Timed(Duration.ofSeconds(2), new Change.Apply(List.of("more.yaml"))));
    assertThat(calls(step).planes()).containsExactly(Plane.PLAIN, Plane.ENVOY);
    assertThat(calls(step).expected(Plane.ENVOY).settlings())
        .extracting(Settling::text)
        .containsExactly("even at last");
  }

  @Test
  void callsTheLabsServerNineHundredTimesWhereNothingElseIsWritten() throws IOException {
    String brief = HEAD + "spec: {title: T, steps: [{name: s, expect: {plain: [pinned]}}]}\n";
    Call call = calls(read("brief", brief).exercises().get(0).steps().get(0)).call();

    assertThat(call.to()).isEqualTo("server.service-mesh-lab.svc.cluster.local:50051");
    assertThat(call.load().calls()).isEqualTo(900);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          only version=v2   | only verzion=v2  | names no pods; write one of namespace, pod, service, subset, version, workload, zone
          only version=v2   | onely version=v2 | 'onely version=v2' is not an expectation
          proxyless:        | proxylss:        | did you mean proxyless?
          name: a tester    | nam: a tester    | unknown field "nam"
          rate: 100         | rate: -1         | rate
          rpc: bidi         | rpc: stream      | rpc
          title: A canary   | titel: A canary  | unknown field "titel"
          only version=v2   | only OK at last  | is said of the time after a change, and there is none
          zones: [r/a, r/b] | 'changes: [{after: 1s}]' | changes nothing
          zones: [r/a, r/b] | 'changes: [{scale: {server: 2}}]' | after
          zones: [r/a, r/b] | 'changes: [{after: 1s, kill: a, delete: b}]' | only one of
          zones: [r/a, r/b] | 'changes: [{after: 1s, kill: a, noticed: 2s}]' | is said of a zone that is lost
          zones: [r/a, r/b] | 'changes: [{after: 1s, disconnect: a}]' | is not the client
          zones: [r/a, r/b] | 'changes: [{after: 1s, lose: z}, {after: 2s, restart: a}]' | new pods are to come after a zone is lost
          zones: [r/a, r/b] | 'changes: [{after: 1s, kill: a}]' | a number of calls may be over before the changes are made
          zones: [r/a, r/b] | 'changes: [{after: 1s, scale: {a: -1}}]' | is out of range (-1)
          zones: [r/a, r/b] | 'changes: [{after: 1s, kill: server}]' | 'pinned' is not counted while something changes
          zones: [r/a, r/b] | repeats: 3       | repeats changes, and there are none
          replicas: {server: 4} | 'replicas: {server: 3000000000}' | is out of range
          envoyWorkers: 2   | envoyWorkers: 0  | is out of range (0)
          zones: [r/a, r/b] | 'pods: {server: [ready 2/2]}' | a step that has pods makes no calls
          zones: [r/a, r/b] | 'pods: {server: [redy 2/2]}' | 'redy 2/2' is not a claim on the containers of a pod
          zones: [r/a, r/b] | 'refused: no'   | spec.steps[0].expect: a step that has refused makes no calls
          zones: [r/a, r/b] | 'refused: no'   | spec.steps[0].replicas: a step that has refused applies nothing
          zones: [r/a, r/b] | 'refused: ""'   | spec.steps[0].refused: gives no reason
          manifests: [more.yaml] | 'refused: no' | spec.steps[0].refused: the step has no manifests
          zones: [r/a, r/b] | 'pods: {}'        | names no workload
          rpc: bidi         | through: port-forward | a forwarded port is one of a cluster
          rpc: bidi         | through: port-forward | spec.steps[0].call.from: this machine makes the calls, past all proxies
          rpc: bidi         | through: a-door   | through
          rpc: bidi         | tls: plain-text   | says how a client meets the TLS of a gateway, and the calls go through none
          only version=v2   | no flag=UO        | 'no flag=UO' needs the access log of the client's Envoy; write accessLog: true in call
          only version=v2   | no moved          | 'no moved' needs keys in the calls
          only version=v2   | no duplicated     | 'no duplicated' needs calls that create something; write rpc: create in call
          only version=v2   | sticky            | 'sticky' needs keys in the calls; write keys: {name: x-user-id, number: 200} in call
          expect:           | hopes:            | expects nothing
          """)
  void namesWhatIsWrongWithFileAndLine(String right, String wrong, String message) {
    assertThatThrownBy(() -> read("canary", CANARY.replace(right, wrong)))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining(message)
        .hasMessageMatching("(?s).*exercise\\.yaml:\\d+: .*");
  }

  @Test
  void wantsANameOfItsOwnForEachStep() {
    String twice =
        HEAD
            + """
            spec:
              title: T
              steps:
                - {name: a, expect: {plain: [even]}}
                - {name: a, expect: {plain: [even]}}
            """;

    assertThatThrownBy(() -> read("twice", twice))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("exercise.yaml:9: spec.steps[1].name: another step has this name");
  }

  @Test
  void letsCallsGoOnAfterTheLastChangeWhereNothingElseIsWritten() throws IOException {
    String brief =
        HEAD
            + """
            spec:
              title: T
              steps:
                - {name: a, changes: [{after: 2s, lose: r/a}], expect: {envoy: [only OK]}}
            """;
    Step step = read("brief", brief).exercises().get(0).steps().get(0);

    assertThat(calls(step).call().load().duration()).isEqualTo(Duration.ofSeconds(5));
    assertThat(calls(step).call().load().rate()).isEqualTo(300);
    assertThat(calls(step).call().load().calls()).isZero();
    assertThat(calls(step).changes())
        .containsExactly(
            new Timed(Duration.ofSeconds(2), new Change.Lose("r/a", Duration.ofSeconds(50))));
  }

  @Test
  void namesTheExerciseThatWasMeant() throws IOException {
    Catalogue catalogue = read("canary", CANARY);

    assertThatThrownBy(() -> catalogue.named(List.of("canari")))
        .isInstanceOf(BadInput.class)
        .hasMessage("there is no exercise 'canari'; did you mean canary?");
  }

  private static Question.Calls calls(Step step) {
    return (Question.Calls) step.question();
  }

  private Catalogue read(String name, String text) throws IOException {
    Path folder = Files.createDirectory(directory.resolve(name));
    Files.writeString(folder.resolve("exercise.yaml"), text);
    return Catalogue.read(directory);
  }
}
