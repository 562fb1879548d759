package dev.meshlab.client.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogTest {

  @ParameterizedTest(name = "{0}/s on a server that answers {1}/s: {2}")
  @CsvSource({
    "10000, 8500, true",
    "10000, 9000, true",
    "10000, 9900, false",
    "10000, 10000, false",
    "10000, 100, true",
    "100, 50, true",
  })
  void isSeenWhereTheServerAnswersFewerCallsThanStart(
      double rate, double capacity, boolean expected) {
    long calls = (long) (4 * rate);
    // A single queue: call i starts at i/rate and ends at (i+1)/capacity, or at once after its
    // start.
    long[] micros =
        LongStream.range(0, calls)
            .map(i -> Math.round(1e6 * Math.max((i + 1) / capacity - i / rate, 1e-4)))
            .toArray();
    assertThat(Backlog.isSeenIn(report(rate, calls, micros, 0, 0))).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} ms each")
  @CsvSource({"1", "100", "1000", "3900", "10000"})
  void isNotSeenWhereAServerIsSlowAndKeepsUp(long millis) {
    long[] micros = LongStream.range(0, 400).map(i -> millis * 1000).toArray();
    assertThat(Backlog.isSeenIn(report(100, 400, micros, 0, 0))).isFalse();
  }

  @Test
  void isNotSeenWhereFewCallsAreSlow() {
    long[] micros = LongStream.range(0, 400).map(i -> i % 20 == 19 ? 900_000 : 500).toArray();
    assertThat(Backlog.isSeenIn(report(100, 400, micros, 0, 0))).isFalse();
  }

  @Test
  void isNotSeenWhereCallsHang() {
    long[] micros = LongStream.range(0, 300).map(i -> 500).toArray();
    assertThat(Backlog.isSeenIn(report(100, 300, micros, 100, 0))).isFalse();
  }

  @Test
  void isSeenWhereCallsWereNotStarted() {
    assertThat(Backlog.isSeenIn(report(100, 1, new long[] {500}, 0, 1))).isTrue();
  }

  /** The calls of the first second wait for a JVM that has just started, up to half a second. */
  @ParameterizedTest(name = "{0} not started")
  @CsvSource({"0", "300"})
  void isNotSeenWhereItCameFromTheFirstMomentsAlone(long notStarted) {
    long[] micros =
        LongStream.range(0, 4000).map(i -> i < 1000 ? 1000 * Math.min(i, 500) : 500).toArray();
    Ending end = new Ending(new LatencySummary(1000, 500, 500, 500, 500, 500), 0);
    assertThat(Backlog.isSeenIn(report(1000, 4000, micros, 0, notStarted, end))).isFalse();
  }

  @Test
  void isSeenWhereCallsAreNotStartedToTheEnd() {
    long[] micros = LongStream.range(0, 4000).map(i -> i < 1000 ? 500_000 : 500).toArray();
    Ending end = new Ending(new LatencySummary(1000, 500, 500, 500, 500, 500), 1);
    assertThat(Backlog.isSeenIn(report(1000, 4000, micros, 0, 300, end))).isTrue();
  }

  @Test
  void isNotSeenWhereNoCallEndedAndNoLowerRateIsKnown() {
    assertThat(Backlog.isSeenIn(report(100, 0, new long[] {500}, 400, 300))).isFalse();
  }

  /** As a busy machine does: 60 ms late, where no call took more than 40 ms. */
  @Test
  void isNotSeenWhereARunEndsLaterThanItsLastCallWaited() {
    long[] micros = LongStream.range(0, 1000).map(i -> i == 999 ? 60_000 : 40 * i).toArray();
    Report late = report(1000, 1000, micros, 0, 0);
    micros[999] = 40_000;
    LatencySummary waits = summary(micros);
    Report report =
        new Report(
            late.asked(),
            late.warmUp(),
            late.started(),
            late.elapsed(),
            late.counts(),
            late.perConnection(),
            late.servers(),
            new Latencies(waits, waits, new TreeMap<>(), Latencies.Histograms.NONE),
            new Ending(waits, 0),
            late.spread(),
            late.lag(),
            0,
            late.errors());
    assertThat(Backlog.isSeenIn(report)).isFalse();
  }

  @Test
  void isNotSeenInAClosedLoop() {
    long[] micros = LongStream.range(0, 400).map(i -> i * 1000).toArray();
    assertThat(Backlog.isSeenIn(report(0, 400, micros, 0, 0))).isFalse();
  }

  /** A run of calls that start at equal distances and took the given time each. */
  private static Report report(
      double rate, long calls, long[] micros, long abandoned, long notStarted) {
    long[] end = LongStream.of(micros).skip(micros.length * 3L / 4).toArray();
    return report(rate, calls, micros, abandoned, notStarted, new Ending(summary(end), notStarted));
  }

  private static LatencySummary summary(long[] micros) {
    long[] sorted = LongStream.of(micros).sorted().toArray();
    return new LatencySummary(
        micros.length,
        0,
        sorted[sorted.length / 2],
        sorted[sorted.length * 9 / 10],
        sorted[sorted.length * 99 / 100],
        sorted[sorted.length - 1]);
  }

  private static Report report(
      double rate, long calls, long[] micros, long abandoned, long notStarted, Ending ending) {
    LatencySummary latency = summary(micros);
    double elapsed = 0;
    for (int i = 0; i < micros.length; i++) {
      elapsed = Math.max(elapsed, (rate == 0 ? 0 : i / rate) + micros[i] / 1e6);
    }
    TreeMap<String, Long> replies = new TreeMap<>();
    replies.put("a", calls);
    return new Report(
        new Asked(
            "unary",
            "p.S/M",
            1,
            8,
            rate,
            10_000,
            0,
            Duration.ZERO,
            10,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            0,
            ""),
        WarmUpReport.NONE,
        Instant.EPOCH,
        Duration.ofNanos((long) (elapsed * 1e9)),
        new Counts(replies, new TreeMap<>(), new TreeMap<>(), 0, 0, 0, notStarted),
        List.of(replies),
        new TreeMap<>(),
        new Latencies(latency, latency, new TreeMap<>(), Latencies.Histograms.NONE),
        ending,
        Spread.of(List.of(calls), 1),
        Lag.NONE,
        abandoned,
        new TreeMap<>());
  }
}
