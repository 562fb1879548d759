package dev.meshlab.client.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.meshlab.client.histogram.EncodedHistograms;
import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Ending;
import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** Two clients that called at the same time: a fast one with few calls, a slow one with many. */
class MergeTest {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Report fast = report(NOON, Duration.ofSeconds(10), Map.of("a", 100L), 1_000);
  private final Report slow =
      report(NOON.plusSeconds(2), Duration.ofSeconds(10), Map.of("a", 300L, "b", 600L), 50_000);
  private final Report merged = Merge.of(List.of(slow, fast));

  @Test
  void addsTheRepliesOfEachServerAndKeepsEachConnection() {
    assertThat(merged.replies()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 400L, "b", 600L));
    assertThat(merged.perConnection()).containsExactly(fast.replies(), slow.replies());
    assertThat(merged.asked().rate()).isEqualTo(200);
    assertThat(merged.asked().connections()).isEqualTo(2);
  }

  @Test
  void takesQuantilesOfAllCallsInsteadOfAnAverage() {
    LatencySummary latency = merged.latency().fromIntendedStart();
    assertThat(latency.count()).isEqualTo(1000);
    assertThat(latency.p50Micros()).isBetween(49_900L, 50_100L);
    assertThat(latency.meanMicros()).isCloseTo(45_100, within(100.0));
    assertThat(merged.latency().perServer().get("a").count()).isEqualTo(400);
  }

  @Test
  void countsTheTimeFromTheFirstStartToTheLastEnd() {
    assertThat(merged.started()).isEqualTo(NOON);
    assertThat(merged.elapsed()).isEqualTo(Duration.ofSeconds(12));
    assertThat(merged.rate()).isCloseTo(1000 / 12.0, within(1e-9));
  }

  @Test
  void computesTheSpreadOfTheSums() {
    assertThat(merged.spread()).isEqualTo(Spread.of(List.of(400L, 600L), 2));
  }

  @Test
  void isTheSameWhateverTheOrder() {
    assertThat(Merge.of(List.of(fast, slow))).isEqualTo(merged);
  }

  @Test
  void leavesASingleReportAsItIs() {
    assertThat(Merge.of(List.of(fast))).isSameAs(fast);
  }

  @Test
  void knowsClientsThatDidNotCallAtTheSameTime() {
    Report later = report(NOON.plusSeconds(11), Duration.ofSeconds(1), Map.of("a", 1L), 10);
    assertThat(Merge.isConcurrent(List.of(fast, slow))).isTrue();
    assertThat(Merge.isConcurrent(List.of(slow, later, fast))).isFalse();
  }

  @Test
  void mergesAClientThatGotNoReply() {
    Report none = report(NOON, Duration.ofSeconds(10), Map.of(), 0);
    assertThat(Merge.of(List.of(none, slow)).latency().fromIntendedStart())
        .isEqualTo(slow.latency().fromIntendedStart());
  }

  private static Report report(
      Instant started, Duration elapsed, Map<String, Long> replies, long micros) {
    TreeMap<String, LatencyHistogram> each = new TreeMap<>();
    replies.forEach((uuid, count) -> each.put(uuid, histogram(count, micros)));
    long ok = replies.values().stream().mapToLong(Long::longValue).sum();
    LatencyHistogram all = histogram(ok, micros);
    TreeMap<String, ServerDescription> servers = new TreeMap<>();
    replies.keySet().forEach(uuid -> servers.put(uuid, ServerDescription.UNKNOWN));
    Counts counts =
        new Counts(new TreeMap<>(replies), new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0);
    return new Report(
        new Asked(
            "unary",
            "m",
            1,
            1,
            100,
            100,
            0,
            elapsed,
            1,
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            0,
            ""),
        WarmUpReport.NONE,
        started,
        elapsed,
        counts,
        List.of(new TreeMap<>(replies)),
        servers,
        EncodedHistograms.latencies(new Latencies.Histograms(all, all, each)),
        Ending.NONE,
        Spread.of(counts, servers),
        Lag.NONE,
        0,
        new TreeMap<>());
  }

  private static LatencyHistogram histogram(long count, long micros) {
    Histogram histogram = new Histogram(3);
    if (count > 0) {
      histogram.recordValueWithCount(micros, count);
    }
    return EncodedHistograms.of(histogram);
  }
}
