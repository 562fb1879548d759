package dev.meshlab.lab.cluster;

import dev.meshlab.lab.failure.Broken;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The wait for what a cluster does in its own time, which a person can end.
 *
 * @param stopped completes when the user ends the run
 */
public record Waiting(CompletableFuture<?> stopped) {

  /** A wait that the user cannot end. */
  static Waiting patient() {
    return new Waiting(new CompletableFuture<>());
  }

  /**
   * Lets time pass.
   *
   * @throws CancellationException if the user ends the run
   */
  public void pause(Duration time) throws InterruptedException {
    try {
      stopped.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException over) {
      return;
    } catch (ExecutionException failed) {
      throw new IllegalStateException(failed); // It completes with a value alone.
    }
    throw new CancellationException("interrupted");
  }

  /**
   * The value of a future, once it has come. If it does not, the future is cancelled.
   *
   * @param late what to throw if it has not come within the bound
   * @throws CancellationException if the user ends the run
   */
  <T> T await(CompletableFuture<T> coming, Duration bound, Supplier<Broken> late)
      throws InterruptedException {
    try {
      CompletableFuture.anyOf(coming, stopped).get(bound.toNanos(), TimeUnit.NANOSECONDS);
      if (coming.isDone()) {
        return coming.join();
      }
      throw new CancellationException("interrupted");
    } catch (TimeoutException tooLate) {
      throw late.get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Broken foreseen) {
        throw foreseen;
      }
      throw new ClusterFailed("the watch broke: " + ClusterFailed.reason(failed));
    } finally {
      coming.cancel(true);
    }
  }
}
