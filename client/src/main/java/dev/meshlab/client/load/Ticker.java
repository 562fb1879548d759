package dev.meshlab.client.load;

import dev.meshlab.client.pace.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Waits for events and meanwhile ticks at a steady period, in the waiting thread. A tick that takes
 * longer than the period swallows those it overlaps.
 */
final class Ticker {

  /** Longer than any run. */
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private final Clock clock;
  private final long originNanos;
  private final long periodNanos;
  private final Consumer<Duration> onTick;
  private long nextTickNanos;

  /**
   * @param onTick gets the time since this ticker was made
   */
  Ticker(Clock clock, Duration period, Consumer<Duration> onTick) {
    this.clock = clock;
    this.originNanos = clock.nanoTime();
    this.periodNanos = period.toNanos();
    this.onTick = onTick;
    this.nextTickNanos = periodNanos;
  }

  Duration elapsed() {
    return Duration.ofNanos(elapsedNanos());
  }

  /**
   * Waits for the event, at most until that much time has passed since this ticker was made. A tick
   * that is due already is left to the next: the moments in which a run drains join its last
   * interval.
   */
  void await(CompletableFuture<?> event, Duration limit) throws InterruptedException {
    long limitNanos = limit.toNanos();
    nextTickNanos = Math.max(nextTickNanos, tickAfter(elapsedNanos()));
    for (long now = elapsedNanos(); now < limitNanos && !event.isDone(); now = elapsedNanos()) {
      if (now >= nextTickNanos) {
        nextTickNanos = tickAfter(now);
        onTick.accept(Duration.ofNanos(now));
      } else {
        sleep(event, Math.min(limitNanos, nextTickNanos) - now);
      }
    }
  }

  /** The last tick, for what is left of the current period. */
  void last() {
    onTick.accept(elapsed());
  }

  private static void sleep(CompletableFuture<?> event, long nanos) throws InterruptedException {
    try {
      event.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException timeForTheNextTick) {
      // The caller looks at the clock.
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private long tickAfter(long now) {
    return (now / periodNanos + 1) * periodNanos;
  }

  private long elapsedNanos() {
    return clock.nanoTime() - originNanos;
  }
}
