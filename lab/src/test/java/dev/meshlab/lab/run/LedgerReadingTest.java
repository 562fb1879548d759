package dev.meshlab.lab.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.verdict.Ledgers;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LedgerReadingTest {

  private static final LedgerReading BEFORE =
      reading(pods("a", 5L, "b", 7L, "c", 1L), Map.of("a", 5L, "b", 7L), 2, 1);

  @Test
  void holdsWhatWasCountedSinceAnEarlierOne() {
    Ledgers ledgers =
        since(reading(pods("a", 15L, "b", 8L, "c", 1L), Map.of("a", 15L, "b", 8L), 5, 3));

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
    Ledgers gone = since(reading(pods("a", 15L, "b", null, "d", 3L), Map.of(), 2, 1));

    assertThat(gone.servers()).isEqualTo(pods("a", 10L, "b", null, "d", null));
  }

  @Test
  void hasNothingOfAProxyThatDoesNotCount() {
    LedgerReading uncounted =
        new LedgerReading(pods("a", 5L), Optional.empty(), Optional.empty(), Interventions.NONE);

    assertThat(uncounted.since(uncounted, new TreeMap<>(), 0, 0).envoy()).isNull();
    assertThat(since(reading(pods("a", 5L), Map.of("b", 8L), 2, 1)).envoy())
        .isEqualTo(Map.of("b", 1L));
  }

  private static Ledgers since(LedgerReading now) {
    return now.since(BEFORE, new TreeMap<>(Map.of("a", 10L)), 4, 9);
  }

  private static LedgerReading reading(
      SortedMap<String, Long> pods, Map<String, Long> forwarded, long retries, long timeouts) {
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
}
