package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodNotes;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.verdict.Ledgers;
import dev.meshlab.lab.verdict.Notes;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerReadingTest {

  private static final LedgerReading BEFORE =
      reading(ledgers("a", 5L, "b", 7L, "c", 1L), Map.of("a", 5L, "b", 7L), 2, 1);

  @Test
  void holdsWhatWasCountedSinceAnEarlierOne() {
    Ledgers ledgers =
        since(reading(ledgers("a", 15L, "b", 8L, "c", 1L), Map.of("a", 15L, "b", 8L), 5, 3));

    assertThat(ledgers)
        .isEqualTo(
            new Ledgers(
                new TreeMap<>(Map.of("a", 10L)),
                pods("a", 10L, "b", 1L),
                new TreeMap<>(Map.of("a", 10L, "b", 1L)),
                4,
                new Interventions(3, 2, 0),
                9));
  }

  /** A pod that is gone has taken its count with it, which is not the count 0. */
  @Test
  void keepsAnEmptyEntryOfAPodThatIsGoneOrWasGoneBefore() {
    Ledgers gone = since(reading(ledgers("a", 15L, "b", null, "d", 3L), Map.of(), 2, 1));

    assertThat(gone.servers()).isEqualTo(pods("a", 10L, "b", null, "d", null));
  }

  @Test
  void addsUpWhatThePodsHaveNotedSince() {
    LedgerReading before =
        noted(notes(Map.of("x", 3L), Map.of(1L, 1L)), notes(Map.of(), Map.of(1L, 1L, 2L, 2L)));
    LedgerReading after =
        noted(
            notes(Map.of("x", 5L, "y", 1L), Map.of(1L, 1L, 7L, 1L, 8L, 2L)),
            notes(Map.of("y", 4L), Map.of(2L, 2L, 7L, 1L, 9L, 1L)));

    assertThat(after.since(before, new TreeMap<>(), 0, 0).notes())
        .isEqualTo(new Notes(Map.of("x", 2L, "y", 5L), 3, 2));
    assertThat(after.since(after, new TreeMap<>(), 0, 0).notes()).isEqualTo(Notes.NONE);
  }

  private static LedgerReading noted(PodNotes first, PodNotes second) {
    return new LedgerReading(
        new TreeMap<>(Map.of("a", ledger(0, first), "b", ledger(0, second))),
        Optional.empty(),
        Optional.empty(),
        Interventions.NONE);
  }

  private static PodNotes notes(Map<String, Long> callers, Map<Long, Long> creations) {
    return new PodNotes(callers, creations);
  }

  @Test
  void hasNothingOfAProxyThatDoesNotCount() {
    LedgerReading uncounted =
        new LedgerReading(ledgers("a", 5L), Optional.empty(), Optional.empty(), Interventions.NONE);

    assertThat(uncounted.since(uncounted, new TreeMap<>(), 0, 0).envoy()).isNull();
    assertThat(since(reading(ledgers("a", 5L), Map.of("b", 8L), 2, 1)).envoy())
        .isEqualTo(Map.of("b", 1L));
  }

  private static Ledgers since(LedgerReading now) {
    return now.since(BEFORE, new TreeMap<>(Map.of("a", 10L)), 4, 9);
  }

  private static LedgerReading reading(
      SortedMap<String, PodLedger> pods, Map<String, Long> forwarded, long retries, long timeouts) {
    return new LedgerReading(
        pods, Optional.empty(), Optional.of(forwarded), new Interventions(retries, timeouts, 0));
  }

  private static SortedMap<String, Long> pods(Object... uuidsAndCounts) {
    SortedMap<String, Long> pods = new TreeMap<>();
    for (int i = 0; i < uuidsAndCounts.length; i += 2) {
      pods.put((String) uuidsAndCounts[i], (Long) uuidsAndCounts[i + 1]);
    }
    return pods;
  }

  private static SortedMap<String, PodLedger> ledgers(Object... uuidsAndCounts) {
    SortedMap<String, PodLedger> ledgers = new TreeMap<>();
    pods(uuidsAndCounts)
        .forEach(
            (uuid, calls) ->
                ledgers.put(uuid, calls == null ? null : ledger(calls, PodNotes.NONE)));
    return ledgers;
  }

  private static PodLedger ledger(long calls, PodNotes notes) {
    return new PodLedger(calls, Map.of("OK", calls), calls, calls, notes);
  }
}
