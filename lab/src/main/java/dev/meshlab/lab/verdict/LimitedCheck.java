package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Limited;
import dev.meshlab.lab.prediction.TimeLimit;
import java.util.Map;
import java.util.stream.Stream;

/** The check of {@link Limited}: the calls that took too long, then where the calls went. */
final class LimitedCheck {

  private LimitedCheck() {}

  static Verdict verdict(Limited limited, Observation seen) {
    TimeLimit limit = limited.limit();
    Excused excused = Excused.of(seen, (uuid, status) -> explains(limit, seen, uuid, status));
    if (excused.calls() == 0) {
      return Judge.judge(limited.others(), seen);
    }
    Verdict others = excused.others(limited.others().rotatingTogether(seen.connections().size()));
    Finding cut =
        Finding.exact(
            true,
            "%d of %d calls were cut short by %s of %s"
                .formatted(excused.calls(), seen.calls(), limit.by(), limit.words()));
    return Verdict.of(
        others.test(), Stream.concat(Stream.of(cut), others.findings().stream()).toList());
  }

  /** Envoy's own status for its timeouts has other causes, too, so its count must cover them. */
  private static boolean explains(TimeLimit limit, Observation seen, String uuid, String status) {
    if (!limit.statuses().contains(status)) {
      return false;
    }
    return status.equals(TimeLimit.DEADLINE_EXCEEDED)
        || (uuid.isEmpty()
            && seen.failures().getOrDefault("", Map.of()).getOrDefault(status, 0L)
                <= seen.attempts().interventions().timeouts());
  }
}
