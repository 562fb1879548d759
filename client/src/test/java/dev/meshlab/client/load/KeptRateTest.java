package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Spread;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of 100 ms, each with the calls that ended in it. */
class KeptRateTest {

  @ParameterizedTest(name = "{1} calls in each interval of a rate of {0}/s: {2}")
  @CsvSource({
    "3000, 300, true",
    "3000, 290, true",
    "3000, 270, false",
    "3000, 0, false",
    "1, 0, true",
    "0, 0, true"
  })
  void isKeptWhereAboutAsManyCallsEndAsAreWanted(double rate, long calls, boolean kept) {
    assertThat(last(rate, IntStream.range(0, 12).mapToLong(i -> calls).toArray())).isEqualTo(kept);
  }

  @Test
  void isNotKeptBeforeASecondIsOver() {
    assertThat(last(100, 10, 10, 10)).isFalse();
  }

  @Test
  void isKeptOnceTheSlowMomentsAreASecondAgo() {
    assertThat(last(100, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10)).isFalse();
    assertThat(last(100, 0, 0, 0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)).isTrue();
  }

  @Test
  void isKeptInSpiteOfAPauseThatIsMadeUpFor() {
    assertThat(last(100, 10, 10, 10, 0, 0, 0, 40, 10, 10, 10)).isTrue();
  }

  @Test
  void isNotKeptWhileCallsAreNotStarted() {
    KeptRate keptRate = new KeptRate(100);
    assertThat(keptRate.isKept(interval(1, 10, 1))).isFalse();
    assertThat(keptRate.isKept(interval(10, 100, 0))).isFalse();
    assertThat(keptRate.isKept(interval(11, 100, 0))).isTrue();
  }

  /** True if the rate is kept at the end of the last of some intervals. */
  private static boolean last(double rate, long... calls) {
    KeptRate keptRate = new KeptRate(rate);
    boolean kept = false;
    for (int i = 0; i < calls.length; i++) {
      kept = keptRate.isKept(interval(i + 1, calls[i], 0));
    }
    return kept;
  }

  private static Interval interval(int number, long calls, long notStarted) {
    TreeMap<String, Long> replies = new TreeMap<>();
    replies.put("a", calls);
    return new Interval(
        Duration.ofMillis(100L * number),
        Duration.ofMillis(100),
        new Counts(replies, new TreeMap<>(), new TreeMap<>(), 0, 0, 0, notStarted),
        Spread.of(List.of(calls), 1),
        LatencySummary.NONE,
        new TreeMap<>(),
        new TreeMap<>());
  }
}
