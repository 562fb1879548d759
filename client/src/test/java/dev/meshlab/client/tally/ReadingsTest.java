package dev.meshlab.client.tally;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadingsTest {

  private static final Asked ASKED =
      new Asked(
          "unary",
          "s/m",
          2,
          1,
          0,
          9,
          0,
          Duration.ZERO,
          1,
          Duration.ZERO,
          Duration.ZERO,
          List.of(),
          0,
          "");

  private static final WarmUpReport WARM_UP = new WarmUpReport(7, 6, Duration.ofSeconds(1), false);

  private final Tally tally = new Tally(2, true);
  private final Readings readings = new Readings(tally);

  @Test
  void countsRepliesPerServerAndPerConnection() {
    answer(0, "a", 3);
    answer(1, "a", 1);
    answer(1, "b", 2);
    Report report = report();
    assertThat(report.replies()).containsExactlyInAnyOrderEntriesOf(Map.of("a", 4L, "b", 2L));
    assertThat(report.perConnection()).containsExactly(sorted("a", 3L), sorted("a", 1L, "b", 2L));
    assertThat(report.abandoned()).isZero();
  }

  @Test
  void countsRepliesOfEachKey() {
    Tally keyed = new Tally(1, false, List.of("key-1", "key-2"));
    keyed.answered(0, "a");
    keyed.answered(1, "b");
    keyed.answered(1, "b");
    keyed.answered(1, "a");
    Report report =
        new Readings(keyed).report(ASKED, WARM_UP, Instant.now(), Duration.ofSeconds(1));
    assertThat(report.counts().keys())
        .containsExactly(entry("key-1", sorted("a", 1L)), entry("key-2", sorted("a", 1L, "b", 2L)));
  }

  @Test
  void losesNothingWhenManyThreadsCount() {
    IntStream.range(0, 100_000)
        .parallel()
        .forEach(
            i -> {
              answer(i % 2, "server-" + i % 3, 1);
              tally.started();
              tally.failed("server-" + i % 3, "INTERNAL", () -> "no");
              tally.messages("server-" + i % 3, 2);
            });
    Report report = report();
    assertThat(report.ok()).isEqualTo(100_000);
    assertThat(report.calls()).isEqualTo(200_000);
    assertThat(report.streamMessages().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(200_000);
    assertThat(report.latency().fromActualStart().count()).isEqualTo(100_000);
  }

  @Test
  void givesIntervalsThatAddUpToTheReport() {
    answer(0, "a", 3);
    Interval first = readings.interval(Duration.ofSeconds(1));
    answer(0, "b", 2);
    tally.failed("", "UNAVAILABLE", () -> "gone");
    Interval second = readings.interval(Duration.ofSeconds(3));
    assertThat(first.counts().replies()).containsExactlyEntriesOf(Map.of("a", 3L));
    assertThat(first.length()).isEqualTo(Duration.ofSeconds(1));
    assertThat(second.counts().replies()).containsExactlyEntriesOf(sorted("a", 0L, "b", 2L));
    assertThat(second.length()).isEqualTo(Duration.ofSeconds(2));
    assertThat(second.rate()).isEqualTo(1.5);
    assertThat(second.latency().count()).isEqualTo(2);
    assertThat(report().calls())
        .isEqualTo(first.counts().calls() + second.counts().calls())
        .isEqualTo(6);
  }

  @Test
  void measuresTheSpreadOfAnIntervalAgainstAllServersHeardOfSoFar() {
    answer(0, "a", 1);
    answer(0, "b", 1);
    readings.interval(Duration.ofSeconds(1));
    answer(0, "a", 1);
    Interval pinned = readings.interval(Duration.ofSeconds(2));
    assertThat(pinned.spread().entropyBits()).isZero();
    assertThat(pinned.spread().maxEntropyBits()).isCloseTo(1, within(1e-9));
  }

  @Test
  void leavesAServerOutThatIsSilentForThreeIntervalsWhileOthersAnswer() {
    answer(0, "old", 1);
    List<Integer> servers = new ArrayList<>();
    for (int second = 1; second <= 6; second++) {
      answer(0, "new", 1);
      servers.add(readings.interval(Duration.ofSeconds(second)).counts().replies().size());
    }
    assertThat(servers).containsExactly(2, 2, 2, 1, 1, 1);
    assertThat(report().replies()).containsOnlyKeys("old", "new");
  }

  @Test
  void keepsAServerWhileNoneAnswers() {
    answer(0, "a", 1);
    for (int second = 1; second <= 6; second++) {
      readings.interval(Duration.ofSeconds(second));
    }
    assertThat(readings.interval(Duration.ofSeconds(7)).servers()).containsOnlyKeys("a");
  }

  @Test
  void givesEachIntervalTheFirstMessageOfItsOwnFailures() {
    tally.failed("", "UNAVAILABLE", () -> "refused");
    tally.failed("", "UNAVAILABLE", () -> "reset");
    Interval first = readings.interval(Duration.ofSeconds(1));
    Interval quiet = readings.interval(Duration.ofSeconds(2));
    tally.failed("", "UNAVAILABLE", () -> "gone");
    Interval last = readings.interval(Duration.ofSeconds(3));

    assertThat(first.errors()).containsOnly(entry("UNAVAILABLE", "refused"));
    assertThat(quiet.errors()).isEmpty();
    assertThat(quiet.counts().failures()).isEmpty();
    assertThat(last.errors()).containsOnly(entry("UNAVAILABLE", "gone"));
    assertThat(report().errors()).containsOnly(entry("UNAVAILABLE", "refused"));
  }

  @Test
  void namesTheServerThatFailedAndKeepsTheFirstMessageOfEachStatus() {
    tally.meet("a", new ServerDescription("pod-a", "v1", "z"));
    tally.failed("a", "INTERNAL", () -> "first");
    tally.failed("a", "INTERNAL", () -> "second");
    tally.failed("", "UNAVAILABLE", () -> "third");
    Report report = report();
    assertThat(report.failures())
        .containsExactlyEntriesOf(
            new TreeMap<>(Map.of("", sorted("UNAVAILABLE", 1L), "a", sorted("INTERNAL", 2L))));
    assertThat(report.errors())
        .containsExactlyInAnyOrderEntriesOf(Map.of("INTERNAL", "first", "UNAVAILABLE", "third"));
    assertThat(report.servers())
        .containsExactlyEntriesOf(Map.of("a", new ServerDescription("pod-a", "v1", "z")));
  }

  @Test
  void keepsTheFirstDescriptionOfAServer() {
    tally.meet("a", new ServerDescription("first", "", ""));
    tally.meet("a", new ServerDescription("second", "", ""));
    assertThat(tally.knows("a")).isTrue();
    assertThat(report().servers().get("a").pod()).isEqualTo("first");
  }

  @Test
  void tellsLatencyFromTheIntendedAndFromTheActualStart() {
    tally.connection(0).answered("a", MILLISECONDS.toNanos(50), MILLISECONDS.toNanos(10));
    Report report = report();
    assertThat(report.latency().fromIntendedStart().p50Micros()).isCloseTo(50_000, within(50L));
    assertThat(report.latency().fromActualStart().p50Micros()).isCloseTo(10_000, within(10L));
    assertThat(report.latency().perServer().get("a").p99Micros()).isCloseTo(50_000, within(50L));
  }

  @Test
  void takesALatencyBeyondItsRangeForAnHour() {
    tally.connection(0).answered("a", HOURS.toNanos(7), -5);
    Report report = report();
    assertThat(report.latency().fromIntendedStart().maxMicros())
        .isCloseTo(HOURS.toMicros(1), within(HOURS.toMicros(1) / 1000));
    assertThat(report.latency().fromActualStart().maxMicros()).isZero();
  }

  @Test
  void reportsHowFarTheGeneratorLagged() {
    tally.startedLate(0);
    tally.startedLate(MILLISECONDS.toNanos(1));
    tally.startedLate(MILLISECONDS.toNanos(5));
    assertThat(report().lag().meanMicros()).isCloseTo(2_000, within(1e-6));
    assertThat(report().lag().maxMicros()).isEqualTo(5_000);
    assertThat(report().lag().late()).isEqualTo(1);
  }

  @Test
  void countsWhatWasStartedAndDidNotEndAsAbandoned() {
    answer(0, "a", 4);
    IntStream.range(0, 3).forEach(any -> tally.started());
    assertThat(report().abandoned()).isEqualTo(3);
  }

  @Test
  void countsWhatWasDueAndNotStartedAsNeitherAnEndedNorAnAbandonedCall() {
    answer(0, "a", 4);
    tally.notStarted(2);
    Interval interval = readings.interval(Duration.ofSeconds(1));
    tally.notStarted(5);
    assertThat(interval.counts().notStarted()).isEqualTo(2);
    assertThat(report().notStarted()).isEqualTo(7);
    assertThat(report().calls()).isEqualTo(4);
    assertThat(report().abandoned()).isZero();
  }

  @Test
  void saysHowTheRunEndedWithTheRestOfItsLastInterval() {
    answer(0, "a", 1);
    tally.notStarted(9);
    readings.interval(Duration.ofSeconds(1));
    answer(0, "a", 2);
    tally.notStarted(3);
    readings.interval(Duration.ofSeconds(2));
    answer(0, "a", 5);
    readings.interval(Duration.ofMillis(2100));
    readings.interval(Duration.ofMillis(2100));
    assertThat(report().ending().latency().count()).isEqualTo(5);
    assertThat(report().ending().notStarted()).isEqualTo(3);
  }

  @Test
  void repeatsTheWarmUpInTheReport() {
    assertThat(report().warmUp()).isEqualTo(WARM_UP);
  }

  @Test
  void isAllZeroWhereNothingHappened() {
    Report report = report();
    assertThat(report.calls()).isZero();
    assertThat(report.latency().fromIntendedStart()).isEqualTo(LatencySummary.NONE);
    assertThat(report.effectiveServers()).isZero();
    assertThat(report.perConnection()).hasSize(2).allMatch(Map::isEmpty);
  }

  private void answer(int connection, String server, int times) {
    for (int i = 0; i < times; i++) {
      tally.started();
      tally.connection(connection).answered(server, 1_000, 1_000);
    }
  }

  private Report report() {
    return readings.report(ASKED, WARM_UP, Instant.EPOCH, Duration.ofSeconds(3));
  }

  private static SortedMap<String, Long> sorted(String key, long value) {
    return new TreeMap<>(Map.of(key, value));
  }

  private static SortedMap<String, Long> sorted(
      String key, long value, String other, long otherValue) {
    return new TreeMap<>(Map.of(key, value, other, otherValue));
  }
}
