package dev.meshlab.client.pace;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the calls of one run from 0, and says when there are no more. Safe for any number of
 * threads, and free of locks.
 */
public final class Budget {

  /** What {@link #take()} returns when no further call may start. */
  public static final long NONE = -1;

  private final long limit;
  private final AtomicLong next = new AtomicLong();
  private volatile boolean closed;

  /**
   * An open budget.
   *
   * @param limit how many calls may start; 0 for as many as time allows
   */
  public Budget(long limit) {
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  /** The number of the next call, which the caller must start now, or {@link #NONE}. */
  public long take() {
    if (closed) {
      return NONE;
    }
    long call = next.getAndIncrement();
    return call < limit ? call : NONE;
  }

  /** Whether a call could be taken at this moment. */
  public boolean isOpen() {
    return !closed && next.get() < limit;
  }

  /** How many calls were taken. */
  public long taken() {
    return Math.min(next.get(), limit);
  }

  /** No call is given out from now on. */
  public void close() {
    closed = true;
  }
}
