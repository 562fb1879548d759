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
 * @param stopped completes when nobody wants to wait any more
 */
public record Waiting(CompletableFuture<?> stopped) {

  /** A wait that nobody ends. */
  static Waiting patient() {
    return new Waiting(new CompletableFuture<>());
  }

  /**
   * What comes, once it has come. If it does not, the future is cancelled.
   *
   * @param late what to throw if it has not come within the bound
   * @throws CancellationException if nobody wants to wait any more
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
      throw new ClusterFailed("the watch broke: " + ClusterFailed.reason(failed));
    } finally {
      coming.cancel(true);
    }
  }
}
