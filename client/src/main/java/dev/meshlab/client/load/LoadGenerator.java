package dev.meshlab.client.load;

import dev.meshlab.client.pace.Clock;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Puts a load on a target and counts who answers.
 *
 * <p>{@link #stop()} and {@link #close()} may be called from any thread; {@link #warmUp} and {@link
 * #run} take turns, and may be repeated: each run counts from 0, over the same channels.
 */
public final class LoadGenerator implements AutoCloseable {

  private static final long CHANNEL_CLOSE_SECONDS = 5;

  private final Load load;
  private final ChannelFactory factory;
  private final Clock clock = Clock.system();
  private final List<ManagedChannel> channels = new ArrayList<>();
  private WarmUpReport warmUp = WarmUpReport.NONE;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final ReentrantLock turn = new ReentrantLock();
  private final ScheduledExecutorService driver =
      Executors.newSingleThreadScheduledExecutor(LoadGenerator::driverThread);

  /**
   * Opens the channels; the first call makes them connect.
   *
   * @throws RuntimeException what the factory throws, after closing what it had opened
   */
  public LoadGenerator(Load load, ChannelFactory factory) {
    this.load = load;
    this.factory = factory;
    try {
      for (int connection = 0; connection < load.connections(); connection++) {
        channels.add(factory.open(connection));
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Calls over all connections at the same time, one call after another on each, until each
   * connection has heard from {@code servers} servers. The calls are of the load's own kind, with
   * its metadata and deadline, but their streams have one message, and they ask no server to wait
   * ({@code rpc-behavior}). No report counts them, the servers do.
   *
   * @param servers distinct UUIDs for each connection to hear from; a server is heard from also
   *     when it names itself in a failure
   * @param patience after which the calls in flight are cancelled; a sixteenth of it is enough
   *     where calls are made and nothing new is heard
   * @return whether every connection heard from all of them
   */
  public boolean warmUp(int servers, Duration patience) {
    takeTurn();
    try {
      return new WarmUp(load.asShortAsCanBe(), channels, servers, driver)
          .execute(stopped, patience);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Makes calls of the load, at its pace, that no report counts: they connect the channels and let
   * the JIT compile what the next run uses. They end early when {@link #stop()} is called or when
   * the target fails. No call of them is in flight when this returns, and the next report says what
   * was done. In a JVM that has run such loads before, {@link WarmUpLimit#usual} takes two seconds.
   */
  public WarmUpReport warmUp(WarmUpLimit limit) {
    takeTurn();
    try {
      warmUp =
          limit.isOff()
              ? WarmUpReport.NONE
              : new Rehearsal(load, limit, channels, factory, clock).execute(driver, stopped);
      return warmUp;
    } finally {
      turn.unlock();
    }
  }

  /**
   * Runs the load and waits for its end: all calls made, the duration over, or {@link #stop()}.
   * Calls in flight at a stop or at the end of the duration have the load's grace to end. Those
   * that do not are reported as abandoned, and go on until {@link #close()}. An interrupt ends the
   * run at once, with its report.
   *
   * @param interval the period of the interval records
   * @param onInterval gets them in this thread, and after the last call one for the rest; what it
   *     throws ends the run
   */
  public Report run(Duration interval, Consumer<Interval> onInterval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("interval " + interval + ": must be above zero");
    }
    takeTurn();
    try {
      return new Run(load, channels, factory, clock)
          .execute(warmUp, driver, stopped, interval, onInterval);
    } finally {
      warmUp = WarmUpReport.NONE;
      turn.unlock();
    }
  }

  /** Ends the run or the warm-up under way, and lets no other start a call. */
  public void stop() {
    stopped.complete(null);
  }

  /** Stops, and closes the channels; calls still in flight are cancelled. */
  @Override
  public void close() {
    stop();
    channels.forEach(ManagedChannel::shutdownNow);
    turn.lock();
    try {
      driver.shutdown();
      for (ManagedChannel channel : channels) {
        channel.awaitTermination(CHANNEL_CLOSE_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      turn.unlock();
    }
  }

  private void takeTurn() {
    if (!turn.tryLock()) {
      throw new IllegalStateException("This generator is running already; start another");
    }
  }

  private static Thread driverThread(Runnable task) {
    Thread thread = new Thread(task, "load-driver");
    thread.setDaemon(true);
    return thread;
  }
}
