package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Faulted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The check of {@link Faulted}: the failures that were asked for, then where the calls went. */
final class FaultedCheck {

  private FaultedCheck() {}

  static Verdict verdict(Faulted faulted, Observation seen) {
    Excused excused = Excused.of(seen, faulted::explains);
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.exact(
            true,
            "%d of %d calls failed as rpc-behavior asks".formatted(excused.calls(), seen.calls())));
    findings.addAll(answers(faulted, seen));
    Verdict others = excused.others(faulted.others().rotatingTogether(seen.connections().size()));
    findings.addAll(others.findings());
    return Verdict.of("each failure is one that was asked for; " + others.test(), findings);
  }

  /** A pod that is to fail must not answer; one that succeeds on a later attempt may. */
  private static List<Finding> answers(Faulted faulted, Observation seen) {
    Set<String> neverOk = faulted.neverOk();
    Map<String, Long> answered = new TreeMap<>(seen.replies());
    answered.keySet().retainAll(neverOk);
    answered.values().removeIf(count -> count == 0);
    return answered.isEmpty() || seen.retried()
        ? List.of()
        : List.of(
            Finding.exact(
                false,
                "answered OK although rpc-behavior asks them to fail: "
                    + EachPod.list(seen.pods().named(answered))));
  }
}
