package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Aborted;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Range;
import java.util.List;
import java.util.stream.Stream;

/** The check of {@link Aborted}: the number of calls that were ended, then the others. */
final class AbortedCheck {

  private AbortedCheck() {}

  static Verdict verdict(Aborted aborted, Observation seen) {
    String test = "aborted calls by an exact binomial test, false alarms " + Chance.FALSE_ALARMS;
    List<Finding> draw = List.of(draw(aborted, seen));
    Observation left = seen.without(aborted.status());
    if (left.calls() == 0) {
      return Verdict.of(test, draw);
    }
    Verdict others = Judge.judge(aborted.others(), left);
    return Verdict.of(
        test + "; " + others.test(),
        Stream.of(draw, others.findings()).flatMap(List::stream).toList());
  }

  private static Finding draw(Aborted aborted, Observation seen) {
    long ended = seen.failedWith(aborted.status());
    Range range = Chance.range(seen.calls(), aborted.share(), 1);
    return Finding.ofChance(
        range.contains(ended),
        "%d of %d calls failed with %s, %s expected"
            .formatted(ended, seen.calls(), aborted.status(), range),
        Chance.pValue(seen.calls(), ended, aborted.share(), 1));
  }
}
