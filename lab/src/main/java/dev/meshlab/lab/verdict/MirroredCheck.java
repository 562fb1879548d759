package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Mirrored;
import dev.meshlab.lab.prediction.Range;
import java.util.List;
import java.util.stream.Stream;

/**
 * The check of {@link Mirrored}: how many requests reached the pods beyond those that clients heard
 * of, then the calls by themselves.
 */
final class MirroredCheck {

  private MirroredCheck() {}

  static Verdict verdict(Mirrored mirrored, Observation seen) {
    Verdict others = Judge.judge(mirrored.others(), seen);
    return Verdict.of(
        "copies within what chance allows, false alarms "
            + Chance.FALSE_ALARMS
            + "; "
            + others.test(),
        Stream.of(List.of(copies(mirrored, seen)), others.findings())
            .flatMap(List::stream)
            .toList());
  }

  /** Attempts that failed, and calls whose end the client did not wait for, look like copies. */
  private static Finding copies(Mirrored mirrored, Observation seen) {
    long unheard = seen.attempts().unheardInAll();
    long least = mirrored.mirrors().stream().mapToLong(m -> m.copies(seen.calls()).low()).sum();
    Range expected =
        new Range(least, mirrored.mostCopies(seen.calls()))
            .wider(0, seen.attempts().retries() + seen.failed());
    return Finding.exact(
        expected.contains(unheard), unheard + " copies reached pods, " + expected + " expected");
  }
}
