package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.client.load.FakeServer.Fault;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LoadGeneratorTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void makesExactlyTheCallsAskedForAndCountsEachServersReplies(CallKind kind) {
    try (FakeServer server = FakeServer.of("a", "b", "c")) {
      Report report = run(Load.builder().kind(kind).calls(300).build(), server);
      assertThat(report.replies())
          .containsExactlyInAnyOrderEntriesOf(Map.of("a", 100L, "b", 100L, "c", 100L));
      assertThat(report.statuses()).containsExactlyEntriesOf(Map.of("OK", 300L));
      assertThat(report.perConnection()).containsExactly(report.replies());
      assertThat(report.abandoned()).isZero();
      assertThat(report.splitStreams() + report.outOfSequence() + report.missing()).isZero();
      assertThat(server.calls()).isEqualTo(300);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CallKind.class,
      names = {"SERVER_STREAM", "CLIENT_STREAM", "BIDI"})
  void countsTheMessagesOfStreams(CallKind kind) {
    try (FakeServer server = FakeServer.of("a", "b")) {
      Report report = run(Load.builder().kind(kind).calls(20).messages(50).build(), server);
      assertThat(report.streamMessages())
          .containsExactlyInAnyOrderEntriesOf(Map.of("a", 500L, "b", 500L));
    }
  }

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void survivesCallsThatEndBeforeTheirStartReturns(CallKind kind) {
    try (FakeServer server = FakeServer.direct("a")) {
      Report report = run(Load.builder().kind(kind).calls(20_000).concurrency(3).build(), server);
      assertThat(report.ok()).isEqualTo(20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 10, 64})
  void givesEveryConnectionCalls(int concurrency) {
    try (FakeServer server = FakeServer.of("a")) {
      Load load = Load.builder().connections(10).concurrency(concurrency).calls(1000).build();
      Report report = run(load, server);
      assertThat(report.perConnection()).hasSize(10).allMatch(replies -> replies.get("a") > 0);
      assertThat(report.ok()).isEqualTo(1000);
    }
  }

  @Test
  void createsUnderANewIdEachTime() {
    FakeEcho echo = new FakeEcho();
    try (FakeServer server = FakeServer.of(echo, "a");
        LoadGenerator generator =
            new LoadGenerator(Load.builder().kind(CallKind.CREATE).calls(50).build(), server)) {
      generator.run(INTERVAL, ignored -> {});
      generator.run(INTERVAL, ignored -> {});
      assertThat(new HashSet<>(echo.created)).hasSize(100);
    }
  }

  @Test
  void learnsWhatServersAreFromTheirResponseMetadata() {
    try (FakeServer server = FakeServer.of("a", "b").with(Fault.FAILS_BEFORE_HEADERS, "b")) {
      assertThat(run(Load.builder().calls(4).build(), server).servers())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "a", new ServerDescription("pod-a", "v1", "zone-a"),
                  "b", new ServerDescription("pod-b", "v1", "zone-b")));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"FAILS_BEFORE_HEADERS", "FAILS_AFTER_HEADERS"})
  void countsFailuresByTheServerThatNamedItself(Fault fault) {
    try (FakeServer server = FakeServer.of("a", "b").with(fault, "b")) {
      Report report = run(Load.builder().calls(100).build(), server);
      assertThat(report.replies()).containsExactlyEntriesOf(Map.of("a", 50L));
      assertThat(report.failures().get("b")).containsExactlyEntriesOf(Map.of("UNAVAILABLE", 50L));
      assertThat(report.statuses())
          .containsExactlyInAnyOrderEntriesOf(Map.of("OK", 50L, "UNAVAILABLE", 50L));
      assertThat(report.errors()).containsExactlyEntriesOf(Map.of("UNAVAILABLE", "sick"));
      assertThat(report.latency().fromActualStart().count()).isEqualTo(50);
    }
  }

  @Test
  void countsFailuresWithoutAServerWhereNoneWasReached() {
    FakeServer gone = FakeServer.of("a");
    gone.close();
    Report report = run(Load.builder().calls(10).build(), gone);
    assertThat(report.failures().get("")).containsExactlyEntriesOf(Map.of("UNAVAILABLE", 10L));
    assertThat(report.servers()).isEmpty();
  }

  @Test
  void endsCallsAtTheirDeadline() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a")) {
      Load load = Load.builder().calls(5).deadline(Duration.ofMillis(20)).build();
      assertThat(run(load, server).statuses())
          .containsExactlyEntriesOf(Map.of("DEADLINE_EXCEEDED", 5L));
    }
  }

  @Test
  void sendsItsMetadataWithEachCall() {
    try (FakeServer server = FakeServer.of("a")) {
      run(Load.builder().calls(2).metadata("x-key", "1").metadata("x-key", "2=3").build(), server);
      Metadata.Key<String> key = Metadata.Key.of("x-key", Metadata.ASCII_STRING_MARSHALLER);
      assertThat(server.received)
          .hasSize(2)
          .allSatisfy(metadata -> assertThat(metadata.getAll(key)).containsExactly("1", "2=3"));
    }
  }

  @Test
  void startsCallsAtTheRateAskedForHoweverManyAreInFlight() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a")) {
      Load load =
          Load.builder()
              .rate(1000)
              .concurrency(1)
              .calls(50)
              .deadline(Duration.ofSeconds(1))
              .build();
      Report report = run(load, server);
      assertThat(report.statuses()).containsExactlyEntriesOf(Map.of("DEADLINE_EXCEEDED", 50L));
      assertThat(report.elapsed()).isBetween(Duration.ofMillis(1040), Duration.ofSeconds(30));
    }
  }

  @Test
  void startsNoCallAboveTheLimitOfThoseInFlightAndSaysSo() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a")) {
      List<Interval> intervals = new ArrayList<>();
      Load load =
          Load.builder()
              .rate(1000)
              .maxInFlight(10)
              .calls(50)
              .deadline(Duration.ofMillis(100))
              .build();
      try (LoadGenerator generator = new LoadGenerator(load, server)) {
        Report report = generator.run(Duration.ofMillis(20), intervals::add);
        assertThat(report.statuses()).containsExactlyEntriesOf(Map.of("DEADLINE_EXCEEDED", 50L));
        assertThat(report.notStarted()).isPositive();
        assertThat(report.abandoned()).isZero();
        assertThat(report.isAboveCapacity()).isTrue();
        assertThat(intervals.stream().mapToLong(each -> each.counts().notStarted()).sum())
            .isEqualTo(report.notStarted());
      }
    }
  }

  @Test
  void measuresAnOpenLoopFromTheIntendedStartToo() {
    try (FakeServer server = FakeServer.of("a")) {
      Report report = run(Load.builder().rate(2000).calls(200).connections(2).build(), server);
      assertThat(report.perConnection()).allMatch(replies -> replies.get("a") == 100);
      assertThat(report.latency().fromIntendedStart().count()).isEqualTo(200);
      assertThat(report.latency().fromIntendedStart().meanMicros())
          .isGreaterThanOrEqualTo(report.latency().fromActualStart().meanMicros());
      assertThat(report.lag().maxMicros()).isPositive();
    }
  }

  @Test
  void endsAfterItsDuration() {
    try (FakeServer server = FakeServer.of("a")) {
      Report report = run(Load.builder().duration(Duration.ofMillis(200)).build(), server);
      assertThat(report.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
      assertThat(report.ok()).isEqualTo(server.calls());
      assertThat(report.abandoned()).isZero();
    }
  }

  @Test
  void stopsFromAnotherThreadAndStillReportsEveryCall() {
    CompletableFuture<Void> underWay = new CompletableFuture<>();
    try (FakeServer server = FakeServer.of("a", "b");
        LoadGenerator generator = new LoadGenerator(Load.builder().build(), server)) {
      CompletableFuture<Void> stopping = underWay.thenRunAsync(generator::stop);
      Report report = generator.run(Duration.ofMillis(50), any -> underWay.complete(null));
      assertThat(stopping).succeedsWithin(Duration.ofSeconds(30));
      assertThat(report.ok()).isEqualTo(server.calls()).isPositive();
      assertThat(report.abandoned()).isZero();
    }
  }

  @Test
  void abandonsCallsThatDoNotEndWithinTheGrace() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a")) {
      Load load =
          Load.builder()
              .concurrency(4)
              .duration(Duration.ofSeconds(1))
              .grace(Duration.ofMillis(50))
              .build();
      Report report = run(load, server);
      assertThat(report.abandoned()).isEqualTo(4);
      assertThat(report.calls()).isZero();
    }
  }

  @Test
  void startsNoCallOnceStopped() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = new LoadGenerator(Load.builder().build(), server)) {
      generator.stop();
      assertThat(generator.warmUp(1, Duration.ofSeconds(10))).isFalse();
      assertThat(generator.run(INTERVAL, ignored -> {}).calls()).isZero();
      assertThat(server.calls()).isZero();
    }
  }

  @Test
  void countsEachRunFromZero() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = new LoadGenerator(Load.builder().calls(10).build(), server)) {
      assertThat(generator.run(INTERVAL, ignored -> {}).ok()).isEqualTo(10);
      assertThat(generator.run(INTERVAL, ignored -> {}).ok()).isEqualTo(10);
      assertThat(server.calls()).isEqualTo(20);
    }
  }

  @Test
  void givesIntervalsThatAddUpToTheReport() {
    List<Interval> intervals = new ArrayList<>();
    try (FakeServer server = FakeServer.of("a", "b");
        LoadGenerator generator =
            new LoadGenerator(Load.builder().duration(Duration.ofMillis(250)).build(), server)) {
      Report report = generator.run(Duration.ofMillis(50), intervals::add);
      assertThat(intervals).hasSizeGreaterThan(1);
      assertThat(intervals.stream().mapToLong(each -> each.counts().calls()).sum())
          .isEqualTo(report.calls());
      assertThat(intervals.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus))
          .isEqualTo(intervals.get(intervals.size() - 1).end());
    }
  }

  @Test
  void joinsTheEndOfTheRunToItsLastInterval() {
    List<Interval> intervals = new ArrayList<>();
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator =
            new LoadGenerator(Load.builder().duration(INTERVAL).build(), server)) {
      generator.run(INTERVAL, intervals::add);
      assertThat(intervals).hasSize(1);
    }
  }

  @Test
  void endsTheRunWhenTheReaderOfIntervalsThrows() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = new LoadGenerator(Load.builder().build(), server)) {
      assertThatThrownBy(
              () ->
                  generator.run(
                      Duration.ofMillis(10),
                      interval -> {
                        throw new IllegalStateException("full");
                      }))
          .hasMessage("full");
    }
  }

  @Test
  void closesTheChannelsItOpened() {
    List<ManagedChannel> opened = new ArrayList<>();
    try (FakeServer server = FakeServer.of("a")) {
      ChannelFactory factory =
          connection -> {
            opened.add(server.open(connection));
            return opened.get(connection);
          };
      run(Load.builder().connections(3).calls(9).build(), factory);
      assertThat(opened).hasSize(3).allMatch(ManagedChannel::isTerminated);
    }
  }

  @Test
  void closesWhatItOpenedWhenALaterChannelCannotBeOpened() {
    List<ManagedChannel> opened = new ArrayList<>();
    try (FakeServer server = FakeServer.of("a")) {
      ChannelFactory factory =
          connection -> {
            if (connection == 2) {
              throw new IllegalArgumentException("no third");
            }
            opened.add(server.open(connection));
            return opened.get(connection);
          };
      assertThatThrownBy(() -> new LoadGenerator(Load.builder().connections(3).build(), factory))
          .hasMessage("no third");
      assertThat(opened).hasSize(2).allMatch(ManagedChannel::isShutdown);
    }
  }

  private static Report run(Load load, ChannelFactory channels) {
    try (LoadGenerator generator = new LoadGenerator(load, channels)) {
      return generator.run(INTERVAL, ignored -> {});
    }
  }
}
