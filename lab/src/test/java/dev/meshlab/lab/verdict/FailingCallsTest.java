package dev.meshlab.lab.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.prediction.Rotations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailingCallsTest {

  private static final Prediction HEALTHY =
      new PerCall(
          List.of(new Group("all", 1, Balancing.ROTATION, List.of("a"))),
          new Rotations.OfWorkers(1));

  private static final Prediction HALF_EMPTY =
      new PerCall(
          List.of(
              new Group("v1", 0.5, Balancing.ROTATION, List.of("a")),
              Group.silent("v2", 0.5, "it has no ready pod")),
          new Rotations.OfWorkers(1));

  private static Observation failed(String status, long count) {
    Map<String, Long> replies = Map.of("a", 100L);
    return Seen.of(replies, List.of(replies), Map.of("OK", 100L, status, count));
  }

  @Test
  void areThoseOfADestinationWithoutPods() {
    assertThat(FailingCalls.seen(HALF_EMPTY, failed("UNAVAILABLE", 90)))
        .contains(
            new FailingCalls(
                90, "50 % of the calls fail: v2: it has no ready pod (UNAVAILABLE 90)"));
    assertThat(FailingCalls.predicted(HALF_EMPTY))
        .contains(new FailingCalls(0, "50 % of the calls fail: v2: it has no ready pod"));
  }

  @Test
  void areThoseThatFailUnpredicted() {
    assertThat(FailingCalls.seen(HEALTHY, failed("INTERNAL", 1)))
        .contains(new FailingCalls(1, "INTERNAL 1"));
  }

  @Test
  void areNotThoseThatTheConfigurationEndsByIntent() {
    Prediction aborted = new Aborted(0.5, "PERMISSION_DENIED", HEALTHY);

    assertThat(FailingCalls.seen(aborted, failed("PERMISSION_DENIED", 95))).isEmpty();
    assertThat(FailingCalls.seen(aborted, failed("UNAVAILABLE", 1)))
        .map(FailingCalls::calls)
        .isEqualTo(Optional.of(1L));
    assertThat(
            FailingCalls.seen(
                EveryCallFails.asked("UNKNOWN", "it redirects"), failed("UNKNOWN", 9)))
        .isEmpty();
  }

  @Test
  void areNotThoseThatTheUserAsksToFail() {
    Prediction asked =
        Faulted.of(HEALTHY, List.of(Map.entry("rpc-behavior", "error-code-14")), PodLabels.NONE);

    assertThat(FailingCalls.seen(asked, failed("UNAVAILABLE", 90))).isEmpty();
  }

  @Test
  void areAllWhereNoPodAnswers() {
    Prediction failing = new EveryCallFails("UNAVAILABLE", "there is no such Service");

    assertThat(FailingCalls.predicted(failing))
        .contains(new FailingCalls(0, "every call fails: there is no such Service"));
  }
}
