package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Liveness.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The callers that wait for the end of {@link Waiting}; confined to the thread of the control
 * plane.
 */
final class Waiters {
  private final Function<NodeGroup, Liveness> liveness;
  private final List<Waiter> waiters = new ArrayList<>();

  private record Waiter(NodeGroup group, CompletableFuture<Liveness> settled) {}

  Waiters(Function<NodeGroup, Liveness> liveness) {
    this.liveness = liveness;
  }

  CompletableFuture<Liveness> add(NodeGroup group) {
    Waiter waiter = new Waiter(group, new CompletableFuture<>());
    waiters.add(waiter);
    settle();
    return waiter.settled;
  }

  /** To be called whenever the liveness of a group may have changed. */
  void settle() {
    waiters.removeIf(waiter -> waiter.settled.isDone() || settled(waiter));
  }

  private boolean settled(Waiter waiter) {
    Liveness now = liveness.apply(waiter.group);
    return !(now instanceof Waiting) && waiter.settled.complete(now);
  }
}
