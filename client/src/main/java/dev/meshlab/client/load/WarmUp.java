package dev.meshlab.client.load;

import dev.meshlab.client.pace.InFlight;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls over every connection, one at a time on each, until each has heard from enough servers.
 * Used once.
 */
final class WarmUp {

  private static final int PERIODS = 16;

  private final List<WarmUpLane> lanes;
  private final InFlight inFlight = new InFlight();

  /**
   * @param servers how many distinct servers each connection is to hear from
   */
  WarmUp(Load load, List<ManagedChannel> channels, int servers, ScheduledExecutorService driver) {
    Calls calls = new Calls(load);
    lanes =
        channels.stream()
            .map(channel -> new WarmUpLane(calls, channel, servers, driver, inFlight))
            .toList();
  }

  /** Runs it; when it returns, no call of it is in flight. */
  boolean execute(CompletableFuture<Void> stopped, Duration patience) {
    if (!stopped.isDone()) {
      lanes.forEach(lane -> inFlight.enter());
      lanes.forEach(WarmUpLane::start);
      await(stopped, patience);
      lanes.forEach(WarmUpLane::abandon);
      inFlight.drained().join();
    }
    return lanes.stream().allMatch(WarmUpLane::heardEnough);
  }

  /** Waits, unless a sixteenth of the time passes with calls from which nothing new is heard. */
  private void await(CompletableFuture<Void> stopped, Duration patience) {
    CompletableFuture<?> over = CompletableFuture.anyOf(inFlight.drained(), stopped);
    boolean hopeful = true;
    for (int period = 1; period <= PERIODS && hopeful && !over.isDone(); period++) {
      WarmUpProgress before = progress();
      pause(over, patience.dividedBy(PERIODS));
      hopeful = before.isHopefulAt(progress());
    }
  }

  private WarmUpProgress progress() {
    return new WarmUpProgress(
        lanes.stream().mapToLong(WarmUpLane::heard).sum(),
        lanes.stream().mapToLong(WarmUpLane::made).sum());
  }

  private static void pause(CompletableFuture<?> over, Duration time) {
    try {
      over.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      // Out of patience: what was heard until now is the answer.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
