package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Bounded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The check of {@link Bounded}: the calls that a circuit breaker refused, by its own count, then
 * where the others went. A refused call has had its pod picked, so the pick says no more than which
 * pods may answer.
 */
final class BoundedCheck {

  private BoundedCheck() {}

  static Verdict verdict(Bounded bounded, Observation seen) {
    long refused = Math.min(unnamed(seen), seen.attempts().interventions().overflows());
    if (refused == 0) {
      return Judge.judge(bounded.others(), seen);
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.exact(
            true,
            "the circuit breaker of %d calls at once refused %d of %d calls"
                .formatted(bounded.atOnce(), refused, seen.calls())));
    long left = seen.failed() - refused;
    if (left > 0) {
      findings.add(
          Finding.exact(
              false, "%d of %d calls failed that it did not refuse".formatted(left, seen.calls())));
    }
    findings.addAll(UnexpectedServers.findings(bounded, seen));
    return Verdict.of("the refused calls, and which pods answered the others", findings);
  }

  private static long unnamed(Observation seen) {
    return seen.failures().getOrDefault("", Map.of()).getOrDefault(Bounded.STATUS, 0L);
  }
}
