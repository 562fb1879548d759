package dev.meshlab.client.pace;

import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the calls of one run from 0, and says when there are no more. Safe for any number of
 * threads, and free of locks.
 */
public final class Budget {

  /** The answer of {@link #take()} when no further call may start. */
  public static final long NONE = -1;

  private final long limit;
  private final AtomicLong next = new AtomicLong();
  private volatile OptionalLong closedNanos = OptionalLong.empty();

  /**
   * An open budget.
   *
   * @param limit how many calls may start; 0 for no limit but the time
   */
  public Budget(long limit) {
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** The number of the next call, which the caller must start now, or {@link #NONE}. */
  public long take() {
    if (closedNanos.isPresent()) {
      return NONE;
    }
    long call = next.getAndIncrement();
    return call < limit ? call : NONE;
  }

  /** True if a call could be taken at this moment. */
  public boolean isOpen() {
    return closedNanos.isEmpty() && next.get() < limit;
  }

  /** No call is given out from now on, which is this time; unless it was closed before. */
  public void close(long nanos) {
    if (closedNanos.isEmpty()) {
      closedNanos = OptionalLong.of(nanos);
    }
  }

  /**
   * The time at which the rest was withdrawn, by the clock of the caller; empty where every call
   * was taken.
   */
  OptionalLong withdrawnNanos() {
    return next.get() >= limit ? OptionalLong.empty() : closedNanos;
  }
}
