package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Denied;
import dev.meshlab.lab.prediction.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The check of {@link Denied}: the pods behind a refusing proxy never answer, and of the calls as
 * many fail as would have gone to them. How the other calls are spread is not judged beyond that.
 */
final class DeniedCheck {

  private DeniedCheck() {}

  static Verdict verdict(Denied denied, Observation seen) {
    List<Finding> findings = new ArrayList<>();
    findings.add(answers(denied, seen));
    long failed = denied.statuses().stream().mapToLong(seen::failedWith).sum();
    denied.share().ifPresent(share -> findings.add(draw(failed, share, seen)));
    findings.add(
        Finding.exact(
            failed == seen.failed(),
            "%d of %d calls that failed ended with %s"
                .formatted(failed, seen.failed(), String.join(" or ", denied.statuses()))));
    return Verdict.of(
        "denied calls by an exact binomial test, false alarms " + Chance.FALSE_ALARMS, findings);
  }

  private static Finding answers(Denied denied, Observation seen) {
    Map<String, Long> answered = new TreeMap<>(seen.replies());
    answered.keySet().retainAll(denied.denials().keySet());
    answered.values().removeIf(count -> count == 0);
    return Finding.exact(
        answered.isEmpty(),
        answered.isEmpty()
            ? "no pod answered whose proxy denies the calls"
            : "answered although their proxies deny the calls: "
                + EachPod.list(seen.pods().named(answered)));
  }

  private static Finding draw(long failed, double share, Observation seen) {
    Range range = Chance.range(seen.calls(), share, 1);
    return Finding.ofChance(
        range.contains(failed),
        "%d of %d calls were denied, %s expected".formatted(failed, seen.calls(), range),
        Chance.pValue(seen.calls(), failed, share, 1));
  }
}
