package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Liveness.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Who waits for the end of {@link Waiting}; confined to the thread of the control plane. */
final class Waiters {
  private final AckTracker tracker;
  private final List<Waiter> waiters = new ArrayList<>();

  private record Waiter(NodeGroup group, CompletableFuture<Liveness> settled) {}

  Waiters(AckTracker tracker) {
    this.tracker = tracker;
  }

  CompletableFuture<Liveness> add(NodeGroup group) {
    Waiter waiter = new Waiter(group, new CompletableFuture<>());
    waiters.add(waiter);
    settle();
    return waiter.settled;
  }

  /** To be called whenever the tracker has learned something. */
  void settle() {
    waiters.removeIf(waiter -> waiter.settled.isDone() || settled(waiter));
  }

  private boolean settled(Waiter waiter) {
    Liveness liveness = tracker.liveness(waiter.group);
    return !(liveness instanceof Waiting) && waiter.settled.complete(liveness);
  }
}
