package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Prediction;
import java.util.Map;
import java.util.Optional;

/**
 * Calls that fail although neither the configuration nor the user asks them to.
 *
 * @param calls how many were seen; 0 where nothing was measured
 * @param reason why, as far as it is known
 */
public record FailingCalls(long calls, String reason) {

  /** The calls that the configuration lets fail, before any is made. */
  public static Optional<FailingCalls> predicted(Prediction prediction) {
    return prediction.failing().map(reason -> new FailingCalls(0, reason));
  }

  /** The calls that failed; empty where none did but those that were asked to. */
  public static Optional<FailingCalls> seen(Prediction prediction, Observation seen) {
    Map<String, Long> failures = seen.failuresByStatus();
    failures.keySet().removeAll(prediction.asked());
    long unasked = failures.values().stream().mapToLong(Long::longValue).sum();
    if (unasked == 0) {
      return predicted(prediction).filter(any -> seen.failed() > 0);
    }
    String statuses = EachPod.list(failures);
    return Optional.of(
        new FailingCalls(
            unasked,
            prediction.failing().map(reason -> reason + " (" + statuses + ")").orElse(statuses)));
  }
}
