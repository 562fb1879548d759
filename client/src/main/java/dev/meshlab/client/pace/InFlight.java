package dev.meshlab.client.pace;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what is under way and reports the moment at which the last of it has ended. An entry while
 * something is under way delays that moment; once reached, it is final.
 */
public final class InFlight {

  private final AtomicLong count = new AtomicLong();
  private final CompletableFuture<Void> drained = new CompletableFuture<>();

  public void enter() {
    count.incrementAndGet();
  }

  public void leave() {
    if (count.decrementAndGet() == 0) {
      drained.complete(null);
    }
  }

  /** The number of things under way at this moment. */
  public long count() {
    return count.get();
  }

  /** Completes when the last one has left; everything that happened before it left is visible. */
  public CompletableFuture<Void> drained() {
    return drained;
  }
}
