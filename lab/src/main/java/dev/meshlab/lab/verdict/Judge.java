package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.EveryCallFails;
import dev.meshlab.lab.prediction.Faulted;
import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.Mirrored;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PinnedConnections;
import dev.meshlab.lab.prediction.Prediction;
import java.util.ArrayList;
import java.util.List;

/** The judge who holds the counts of a client against a prediction. */
public final class Judge {

  private Judge() {}

  /** The verdict; {@link Verdict.Outcome#UNKNOWN} when no call finished. */
  public static Verdict judge(Prediction prediction, Observation seen) {
    if (seen.calls() == 0) {
      return Verdict.unknown("no call finished, so nothing was measured");
    }
    if (prediction instanceof PinnedConnections pinned) {
      return Verdict.of(
          PinnedCheck.test(pinned), withoutFailures(seen, PinnedCheck.findings(pinned, seen)));
    }
    if (prediction instanceof PerCall perCall) {
      return Verdict.of(PerCallCheck.test(perCall), PerCallCheck.findings(perCall, seen));
    }
    if (prediction instanceof Aborted aborted) {
      return AbortedCheck.verdict(aborted, seen);
    }
    if (prediction instanceof Mirrored mirrored) {
      return MirroredCheck.verdict(mirrored, seen);
    }
    if (prediction instanceof Faulted faulted) {
      return FaultedCheck.verdict(faulted, seen);
    }
    if (prediction instanceof Denied denied) {
      return DeniedCheck.verdict(denied, seen);
    }
    if (prediction instanceof Limited limited) {
      return LimitedCheck.verdict(limited, seen);
    }
    if (prediction instanceof Bounded bounded) {
      return BoundedCheck.verdict(bounded, seen);
    }
    if (prediction instanceof EveryCallFails failing) {
      return Verdict.of(
          "every call fails with the predicted status", List.of(failing(failing, seen)));
    }
    throw new AssertionError(prediction);
  }

  /** The finding that no call failed, before the others. */
  static List<Finding> withoutFailures(Observation seen, List<Finding> others) {
    List<Finding> findings = new ArrayList<>();
    if (seen.failed() > 0) {
      findings.add(
          Finding.exact(
              false,
              "%d of %d calls failed: %s"
                  .formatted(seen.failed(), seen.calls(), EachPod.list(seen.failuresByStatus()))));
    }
    findings.addAll(others);
    return findings;
  }

  private static Finding failing(EveryCallFails prediction, Observation seen) {
    long predicted = seen.failedWith(prediction.status());
    return Finding.exact(
        predicted == seen.calls(),
        predicted + " of " + seen.calls() + " calls failed with " + prediction.status());
  }
}
