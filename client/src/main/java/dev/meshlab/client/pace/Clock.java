package dev.meshlab.client.pace;

import java.util.concurrent.locks.LockSupport;

/** Elapsed time, and waiting for it to pass; tests bring their own. */
public interface Clock {

  /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}. */
  long nanoTime();

  /** Waits about that long, or less. */
  void park(long nanos);

  /** The clock of this machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** {@link System#nanoTime()} and {@link LockSupport#parkNanos(long)}. */
  enum SystemClock implements Clock {
    INSTANCE;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void park(long nanos) {
      LockSupport.parkNanos(nanos);
    }
  }
}
