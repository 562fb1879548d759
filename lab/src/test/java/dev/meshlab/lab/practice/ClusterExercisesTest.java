package dev.meshlab.lab.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.anatomy.PodAnatomy;
import dev.meshlab.lab.exercise.Catalogue;
import dev.meshlab.lab.exercise.Exercise;
import dev.meshlab.lab.exercise.Step;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.verdict.Attempts;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  static List<Step> forwarded() {
    return onClusterAlone().stream()
        .flatMap(exercise -> exercise.steps().stream())
        .filter(step -> step.call().forwarded())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("forwarded")
  void noticeAForwardedPortThatIsBalanced(Step step) {
    Expected expected = step.expectedInCluster(Plane.PLAIN).orElseThrow();

    assertThat(expected.expectations())
        .allMatch(each -> each.check(replies(Map.of("a", 100L))).holds())
        .anyMatch(each -> !each.check(replies(Map.of("a", 50L, "b", 50L))).holds());
  }

  private static Observation replies(Map<String, Long> replies) {
    PodLabel first = new PodLabel("server-1", "lab", "v1", "");
    PodLabel second = new PodLabel("server-2", "lab", "v1", "");
    return new Observation(
        replies,
        List.of(),
        Map.of(),
        Attempts.ONE_EACH,
        new PodLabels(Map.of("a", first, "b", second)));
  }

  private static Outcome outcome(int step, String pod) {
    return result(step, List.of(PodAnatomy.of(pod, TEMPLATE))).outcome();
  }

  private static PlaneResult result(int step, List<PodAnatomy> pods) {
    Step looked = onClusterAlone().get(0).steps().get(step);
    return PodsResult.of(looked.pods(), Map.of("server", pods));
  }
}
