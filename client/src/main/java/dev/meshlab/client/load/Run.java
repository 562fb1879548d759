package dev.meshlab.client.load;

import dev.meshlab.client.pace.Budget;
import dev.meshlab.client.pace.Clock;
import dev.meshlab.client.pace.ClosedLoop;
import dev.meshlab.client.pace.ConstantRate;
import dev.meshlab.client.pace.InFlight;
import dev.meshlab.client.pace.Loop;
import dev.meshlab.client.pace.OpenLoop;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import dev.meshlab.client.tally.Readings;
import dev.meshlab.client.tally.Tally;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One run of a load, from its first call to its report. Used once. */
final class Run {

  private final Load load;
  private final List<ManagedChannel> channels;
  private final Clock clock;
  private final Calls calls;
  private final Tally tally;
  private final List<TallyOutcomes> outcomes;
  private final Budget budget;
  private final InFlight inFlight = new InFlight();
  private final boolean paced;
  private boolean begun;

  /**
   * A run that has not begun.
   *
   * @param factory of the channels, which knows why they fail
   */
  Run(Load load, List<ManagedChannel> channels, ChannelFactory factory, Clock clock) {
    this.load = load;
    this.channels = channels;
    this.clock = clock;
    paced = load.rate() > 0;
    calls = new Calls(load);
    tally = new Tally(channels.size(), paced, names(load.keys()));
    outcomes =
        IntStream.range(0, channels.size())
            .mapToObj(i -> new TallyOutcomes(tally, tally.connection(i), factory, clock))
            .toList();
    budget = new Budget(load.calls());
  }

  /** Completes when no call of it is in flight any more, or at once where none was started. */
  CompletableFuture<Void> drained() {
    return begun ? inFlight.drained() : CompletableFuture.completedFuture(null);
  }

  /**
   * Runs it.
   *
   * @param warmUp what was done before
   * @param stopped completes when the run is to end early
   */
  Report execute(
      WarmUpReport warmUp,
      Executor driver,
      CompletableFuture<?> stopped,
      Duration interval,
      Consumer<Interval> onInterval) {
    Instant started = Instant.now();
    Readings readings = new Readings(tally);
    Ticker ticker =
        new Ticker(clock, interval, sinceStart -> onInterval.accept(readings.interval(sinceStart)));
    if (!stopped.isDone()) {
      begun = true;
      loop(driver).start();
      follow(ticker, stopped);
    }
    ticker.last();
    return readings.report(load.asked(), warmUp, started, ticker.elapsed());
  }

  private void follow(Ticker ticker, CompletableFuture<?> stopped) {
    CompletableFuture<Void> drained = inFlight.drained();
    Duration limit = load.duration().isZero() ? Ticker.FOREVER : load.duration();
    try {
      ticker.await(CompletableFuture.anyOf(drained, stopped), limit);
      budget.close(clock.nanoTime());
      ticker.await(drained, ticker.elapsed().plus(load.grace()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      budget.close(clock.nanoTime());
    }
  }

  private Loop loop(Executor driver) {
    return paced
        ? new OpenLoop(
            new ConstantRate(load.rate()),
            load.maxInFlight(),
            tally::notStarted,
            channels.size(),
            budget,
            inFlight,
            clock,
            driver,
            this::startCall)
        : new ClosedLoop(
            load.concurrency(), channels.size(), budget, inFlight, clock, driver, this::startCall);
  }

  private void startCall(long call, int connection, long intendedNanos, Runnable ended) {
    tally.started();
    long startedNanos = intendedNanos;
    if (paced) {
      startedNanos = clock.nanoTime();
      tally.startedLate(startedNanos - intendedNanos);
    }
    calls.start(
        channels.get(connection),
        new Ticket(call, key(call), intendedNanos, startedNanos, outcomes.get(connection), ended));
  }

  private int key(long call) {
    return load.keys().any() ? load.keys().of(call, channels.size()) : 0;
  }

  private static List<String> names(Keys keys) {
    return IntStream.range(0, keys.number()).mapToObj(keys::value).toList();
  }
}
