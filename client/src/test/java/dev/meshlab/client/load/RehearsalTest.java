package dev.meshlab.client.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.client.load.FakeServer.Fault;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import io.grpc.Metadata;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RehearsalTest {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final Duration AMPLE = Duration.ofMinutes(5);

  @ParameterizedTest
  @EnumSource(CallKind.class)
  void makesCallsOfTheLoadsOwnKindThatNoReportCounts(CallKind kind) {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().kind(kind).calls(10), server)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofCalls(25));
      Report report = generator.run(INTERVAL, ignored -> {});
      assertThat(warmUp.calls()).isEqualTo(25);
      assertThat(warmUp.ok()).isEqualTo(25);
      assertThat(warmUp.gaveUp()).isFalse();
      assertThat(report.warmUp()).isEqualTo(warmUp);
      assertThat(report.calls()).isEqualTo(10);
      assertThat(report.perConnection()).containsExactly(report.replies());
      assertThat(server.calls()).isEqualTo(35);
    }
  }

  @Test
  void callsTheMethodOfTheLoadWithItsMetadata() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().metadata("x-key", "1"), server)) {
      generator.warmUp(WarmUpLimit.ofCalls(3));
      Metadata.Key<String> key = Metadata.Key.of("x-key", Metadata.ASCII_STRING_MARSHALLER);
      assertThat(server.received)
          .hasSize(3)
          .allSatisfy(metadata -> assertThat(metadata.get(key)).isEqualTo("1"));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1000})
  void endsWhenItsTimeIsOver(double rate) {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().rate(rate), server)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofTime(Duration.ofMillis(200)));
      assertThat(warmUp.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
      assertThat(warmUp.calls()).isEqualTo(server.calls()).isPositive();
      assertThat(warmUp.ok()).isEqualTo(warmUp.calls());
    }
  }

  @Test
  void keepsToTheRateOfTheLoad() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().rate(100), server)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofCalls(20));
      assertThat(warmUp.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }
  }

  @ParameterizedTest(name = "{0} calls, {1} ms, {2}/s: {3} calls or {4} ms")
  @CsvSource({
    "7, 300, 0, 7, 300",
    "7, 0, 3000, 7, 10000",
    "999, 20000, 0, 999, 10000",
    "0, 2000, 50, 100, 2000",
    "5000, 100, 200, 20, 100",
  })
  void usuallyMakesNoMoreCallsThanALoadOfFewAndTakesNoLonger(
      long calls, long millis, double rate, long most, long longest) {
    Load load = Load.builder().calls(calls).duration(Duration.ofMillis(millis)).rate(rate).build();
    assertThat(WarmUpLimit.usual(load))
        .isEqualTo(new WarmUpLimit(Duration.ofMillis(longest), most, true));
  }

  @ParameterizedTest(name = "{0} calls, {1} ms, {2}/s")
  @CsvSource({"0, 1000, 3000", "1000, 0, 3000", "0, 300, 0", "20000, 0, 0", "0, 0, 1"})
  void usuallyTakesAsLongAsTheJvmNeedsHoweverShortALoadOfManyIs(
      long calls, long millis, double rate) {
    Load load = Load.builder().calls(calls).duration(Duration.ofMillis(millis)).rate(rate).build();
    assertThat(WarmUpLimit.usual(load)).isEqualTo(new WarmUpLimit(Duration.ofSeconds(20), 0, true));
  }

  @Test
  void usuallyEndsOnceTheJvmHasCompiledWhatTheCallsUse() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().rate(200), server)) {
      WarmUpReport warmUp = generator.warmUp(new WarmUpLimit(AMPLE, 0, true));
      assertThat(warmUp.gaveUp()).isFalse();
      assertThat(warmUp.ok()).isEqualTo(server.calls()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1000})
  void endsEarlyWhereNoServerIsThere(double rate) {
    FakeServer gone = FakeServer.of("a");
    gone.close();
    try (LoadGenerator generator = generator(Load.builder().rate(rate), gone)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofTime(AMPLE));
      assertThat(warmUp.gaveUp()).isTrue();
      assertThat(warmUp.ok()).isZero();
    }
  }

  @Test
  void goesOnWhereOneOfSeveralServersFails() {
    try (FakeServer server = FakeServer.of("a", "b", "c").with(Fault.FAILS_BEFORE_HEADERS, "a");
        LoadGenerator generator = generator(Load.builder(), server)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofCalls(90));
      assertThat(warmUp.gaveUp()).isFalse();
      assertThat(warmUp.calls()).isEqualTo(90);
      assertThat(warmUp.ok()).isEqualTo(60);
    }
  }

  @Test
  void cancelsItsCallsWhereNoneIsAnsweredInItsTime() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a");
        LoadGenerator generator = generator(Load.builder().concurrency(3).grace(AMPLE), server)) {
      WarmUpReport warmUp = generator.warmUp(WarmUpLimit.ofTime(Duration.ofMillis(150)));
      assertThat(warmUp).extracting(WarmUpReport::calls, WarmUpReport::ok).containsExactly(3L, 0L);
      assertThat(warmUp.gaveUp()).isTrue();
    }
  }

  @Test
  void endsAtOnceWhenStopped() {
    try (FakeServer server = FakeServer.of("a").with(Fault.NEVER_ANSWERS, "a");
        LoadGenerator generator = generator(Load.builder().grace(AMPLE), server)) {
      CompletableFuture<WarmUpReport> warmUp =
          CompletableFuture.supplyAsync(() -> generator.warmUp(WarmUpLimit.ofTime(AMPLE)));
      server.firstCall().join();
      generator.stop();
      assertThat(warmUp).succeedsWithin(Duration.ofSeconds(30));
      assertThat(generator.run(INTERVAL, ignored -> {}).calls()).isZero();
    }
  }

  @Test
  void isNotDoneWhereItIsTurnedOff() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().calls(1), server)) {
      generator.warmUp(WarmUpLimit.OFF);
      assertThat(server.calls()).isZero();
      assertThat(generator.run(INTERVAL, ignored -> {}).warmUp().isNone()).isTrue();
    }
  }

  @Test
  void isSaidInTheReportOfTheNextRunAlone() {
    try (FakeServer server = FakeServer.of("a");
        LoadGenerator generator = generator(Load.builder().calls(1), server)) {
      generator.warmUp(WarmUpLimit.ofCalls(2));
      assertThat(generator.run(INTERVAL, ignored -> {}).warmUp().calls()).isEqualTo(2);
      assertThat(generator.run(INTERVAL, ignored -> {}).warmUp().isNone()).isTrue();
    }
  }

  private static LoadGenerator generator(LoadBuilder load, FakeServer server) {
    return new LoadGenerator(load.build(), server);
  }
}
