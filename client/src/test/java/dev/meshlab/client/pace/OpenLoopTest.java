package dev.meshlab.client.pace;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenLoopTest {

  private static final int MOST_IN_FLIGHT = 50;

  private record Started(long call, int connection, long intendedNanos, long actualNanos) {}

  private final List<Started> started = new ArrayList<>();
  private final InFlight inFlight = new InFlight();
  private long notStarted;

  @ParameterizedTest
  @ValueSource(longs = {0, 12345, Long.MAX_VALUE - 5, Long.MIN_VALUE, -7})
  void startsEachCallWhenItIsDueWhereverTheClockBegins(long origin) {
    FakeClock clock = new FakeClock(origin);
    run(clock, 100, 4, (call, connection, intended, ended) -> ended.run());
    assertThat(started)
        .containsExactly(
            new Started(0, 0, origin, origin),
            new Started(1, 1, origin + MILLISECONDS.toNanos(10), origin + MILLISECONDS.toNanos(10)),
            new Started(2, 0, origin + MILLISECONDS.toNanos(20), origin + MILLISECONDS.toNanos(20)),
            new Started(
                3, 1, origin + MILLISECONDS.toNanos(30), origin + MILLISECONDS.toNanos(30)));
    assertThat(inFlight.drained()).isDone();
  }

  @Test
  void keepsTheScheduleOfLaterCallsWhenOneStartStalls() {
    FakeClock clock = new FakeClock(0);
    run(
        clock,
        100,
        4,
        (call, connection, intended, ended) -> clock.advance(MILLISECONDS.toNanos(25)));
    assertThat(started)
        .extracting(call -> call.intendedNanos() / 1_000_000)
        .containsExactly(0L, 10L, 20L, 30L);
    assertThat(started)
        .extracting(call -> call.actualNanos() / 1_000_000)
        .containsExactly(0L, 25L, 50L, 75L);
  }

  @Test
  void isNotOverWhileACallIsInFlight() {
    List<Runnable> open = new ArrayList<>();
    run(new FakeClock(0), 100, 2, (call, connection, intended, ended) -> open.add(ended));
    assertThat(inFlight.drained()).isNotDone();
    open.forEach(Runnable::run);
    assertThat(inFlight.drained()).isDone();
  }

  @Test
  void startsNothingMoreOnceTheBudgetIsClosed() {
    Budget budget = new Budget(0);
    FakeClock clock = new FakeClock(0);
    Work closing =
        (call, connection, intended, ended) -> {
          started.add(new Started(call, connection, intended, clock.nanoTime()));
          if (call == 2) {
            budget.close(clock.nanoTime());
          }
          ended.run();
        };
    loop(new ConstantRate(0.1), 1, budget, clock, closing).start();
    assertThat(started).hasSize(3);
    assertThat(clock.nanoTime()).isEqualTo(SECONDS.toNanos(20));
    assertThat(inFlight.drained()).isDone();
  }

  @Test
  void startsNoCallThatIsDueWhileTooManyAreInFlightNeitherThenNorLater() {
    Budget budget = new Budget(0);
    FakeClock hundredDue =
        new FakeClock(0) {
          @Override
          public void park(long nanos) {
            super.park(nanos);
            if (started.size() + notStarted == 100) {
              budget.close(nanoTime());
            }
          }
        };
    Work hanging =
        (call, connection, intended, ended) ->
            started.add(new Started(call, connection, intended, hundredDue.nanoTime()));
    loop(new ConstantRate(1000), 1, budget, hundredDue, hanging).start();
    assertThat(started).hasSize(MOST_IN_FLIGHT);
    assertThat(notStarted).isEqualTo(50);
    assertThat(inFlight.drained()).isNotDone();
  }

  @Test
  void startsCallsAgainOnceFewerAreInFlightUntilItHasMadeThoseAskedFor() {
    Queue<Runnable> open = new ArrayDeque<>();
    FakeClock ending =
        new FakeClock(0) {
          @Override
          public void park(long nanos) {
            super.park(nanos);
            if (started.size() == MOST_IN_FLIGHT && notStarted == 10) {
              open.forEach(Runnable::run);
              open.clear();
            }
          }
        };
    run(ending, 1000, 100, (call, connection, intended, ended) -> open.add(ended));
    assertThat(notStarted).isEqualTo(10);
    assertThat(started)
        .extracting(Started::call)
        .startsWith(0L)
        .contains(49L, 60L)
        .doesNotContain(50L, 59L)
        .hasSize(100);
  }

  @Test
  void countsWhatItWasTooLateForWhenTheBudgetIsClosed() {
    Budget budget = new Budget(0);
    FakeClock clock = new FakeClock(0);
    Work stalling =
        (call, connection, intended, ended) -> {
          started.add(new Started(call, connection, intended, clock.nanoTime()));
          clock.advance(SECONDS.toNanos(1));
          budget.close(clock.nanoTime());
          ended.run();
        };
    loop(new ConstantRate(100), 1, budget, clock, stalling).start();
    assertThat(started).hasSize(1);
    // 1 to 99 at 10 to 990 ms; one due in the last moments may have been noticed in time.
    assertThat(notStarted).isEqualTo(99);
  }

  private void run(FakeClock clock, double rate, long calls, Work work) {
    Work recording =
        (call, connection, intended, ended) -> {
          started.add(new Started(call, connection, intended, clock.nanoTime()));
          work.start(call, connection, intended, ended);
        };
    Budget budget = new Budget(calls);
    loop(new ConstantRate(rate), 2, budget, clock, recording).start();
  }

  private OpenLoop loop(
      ConstantRate rate, int connections, Budget budget, FakeClock clock, Work work) {
    return new OpenLoop(
        rate,
        MOST_IN_FLIGHT,
        calls -> notStarted += calls,
        connections,
        budget,
        inFlight,
        clock,
        Runnable::run,
        work);
  }
}
