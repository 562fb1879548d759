package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.anatomy.PodAnatomy;
import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The exercises that need a cluster, held against what one could show, and against its opposite.
 */
class ClusterExercisesTest {

  private static final String TEMPLATE = "{\"spec\": {\"containers\": [{\"name\": \"server\"}]}}";

  /** A pod as Istio 1.31 makes it where the kubelet knows sidecars; parts of it are replaced. */
  private static final String POD =
      """
      {"metadata": {"name": "server-1"},
       "spec": {
         "initContainers": [{"name": "istio-init"}, {"name": "istio-proxy", "restartPolicy": "Always"}],
         "containers": [{"name": "server"}]},
       "status": {
         "initContainerStatuses": [
           {"name": "istio-init", "ready": true, "state": {"terminated": {"exitCode": 0}}},
           {"name": "istio-proxy", "ready": true, "state": {"running": {}}}],
         "containerStatuses": [{"name": "server", "ready": true, "state": {"running": {}}}]}}
      """;

  private static final String WITHOUT =
      """
      {"metadata": {"name": "server-1"}, "spec": {"containers": [{"name": "server"}]},
       "status": {"containerStatuses": [{"name": "server", "ready": true, "state": {"running": {}}}]}}
      """;

  private static final Exercise FORWARDING =
      onClusterAlone().stream()
          .filter(exercise -> exercise.name().equals("port-forward"))
          .findFirst()
          .orElseThrow();

  static List<Exercise> onClusterAlone() {
    return Catalogue.read(Path.of("../exercises")).exercises().stream()
        .filter(exercise -> exercise.steps().stream().allMatch(Step::isOfClusterAlone))
        .toList();
  }

  @Test
  void areKnown() {
    assertThat(onClusterAlone())
        .extracting(Exercise::name)
        .containsExactly("pod-anatomy", "port-forward");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, false", "2, true"})
  void knowThePodOfEachStep(int step, boolean sidecar) {
    assertThat(outcome(step, sidecar ? POD : WITHOUT)).isEqualTo(Outcome.PASSED);
    assertThat(outcome(step, sidecar ? WITHOUT : POD)).isEqualTo(Outcome.FAILED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          , "restartPolicy": "Always" |                                          | an init container that does not go on
          "exitCode": 0               | "exitCode": 1                            | istio-init failed
          "istio-init"                | "setup"                                  | another init container
          "containers": [             | "ephemeralContainers": [{"name": "d"}], "containers": [ | kubectl debug
          "name": "server", "ready": true | "name": "server", "ready": false     | 1/2
          {"name": "server", "ready": true, "state": {"running": {}}} | {"name": "server", "ready": true, "state": {"waiting": {}}} | it waits
          """)
  void noticeAnotherPod(String right, String wrong, String why) {
    assertThat(POD).contains(right);
    assertThat(outcome(0, POD.replace(right, wrong == null ? "" : wrong)))
        .as(why)
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void noticeThatASidecarIsPartOfTheTemplateOrThatThereIsNoPod() {
    assertThat(result(0, List.of(PodAnatomy.of(POD, POD))).outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result(0, List.of()).outcome()).isEqualTo(Outcome.FAILED);
  }

  /** Each step of port-forward, with what a cluster may show: replies of two pods, and refusals. */
  @ParameterizedTest(name = "step {0}: {5}")
  @CsvSource({
    "0, 50, 50,   0, true,  balanced",
    "0, 100, 0,   0, false, one pod alone",
    "1, 100, 0,   0, true,  one pod alone",
    "1, 50, 50,   0, false, balanced",
    "2, 100, 0,   0, true,  one pod alone",
    "2, 50, 50,   0, false, balanced",
    "3,  0,  0, 100, true,  the policy refuses",
    "3, 50, 50,   0, false, the policy is not there",
    "3,  0,  0,   0, false, no calls",
    "4, 100, 0,   0, true,  the policy is passed by",
    "4,  0,  0, 100, false, the policy refuses",
  })
  void knowWhoAnswersThroughAForwardedPort(
      int step, long first, long second, long refused, boolean expected, String shown) {
    assertThat(holds(step, seen(first, second, refused))).as(shown).isEqualTo(expected);
  }

  @Test
  void knowEachStepOfAForwardedPort() {
    assertThat(FORWARDING.steps()).hasSize(5);
    assertThat(FORWARDING.steps())
        .extracting(step -> calls(step).call().forwarded())
        .containsExactly(false, true, true, false, true);
  }

  private static Question.Calls calls(Step step) {
    return (Question.Calls) step.question();
  }

  private static boolean holds(int step, Observation seen) {
    return calls(FORWARDING.steps().get(step))
        .expectedInCluster(Plane.PLAIN)
        .orElseThrow()
        .expectations()
        .stream()
        .allMatch(each -> each.check(seen).holds());
  }

  private static Observation seen(long first, long second, long refused) {
    return new Observation(
        counts("a", first, "b", second),
        List.of(),
        refused == 0 ? Map.of() : Map.of("", Map.of("PERMISSION_DENIED", refused)),
        new Attempts(counts("a", first, "b", second), Map.of(), Interventions.NONE),
        new PodLabels(
            Map.of(
                "a", new PodLabel("server-1", "lab", "v1", ""),
                "b", new PodLabel("server-2", "lab", "v1", ""))));
  }

  private static Map<String, Long> counts(String a, long first, String b, long second) {
    return Stream.of(Map.entry(a, first), Map.entry(b, second))
        .filter(entry -> entry.getValue() > 0)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Outcome outcome(int step, String pod) {
    return result(step, List.of(PodAnatomy.of(pod, TEMPLATE))).outcome();
  }

  private static PlaneResult result(int step, List<PodAnatomy> pods) {
    Question.Pods looked = (Question.Pods) onClusterAlone().get(0).steps().get(step).question();
    return PodsResult.of(looked.claims(), Map.of("server", pods));
  }
}
