package dev.meshlab.client.pace;

import java.util.concurrent.locks.LockSupport;

/** Elapsed time, and waiting for it to pass; tests bring their own. */
public interface Clock {

  /** Nanoseconds since an arbitrary origin, as {@link System#nanoTime()}. */
  long nanoTime();

  /** Waits for about the given time, or less. */
  void park(long nanos);

  /** The clock of this machine. */
  static Clock system() {
    return SystemClock.INSTANCE;
  }

  /** {@link System#nanoTime()} and {@link LockSupport#parkNanos(long)}. */
  enum SystemClock implements Clock {
    INSTANCE;

    /** By which Linux lets a sleep take longer, of any thread that asks for no other (prctl(2)). */
    private static final long TIMER_SLACK_NANOS = 50_000;

    /** Shorter waits cost more in going to sleep and waking up than they save. */
    private static final long LEAST_SLEEP_NANOS = 20_000;

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }

    @Override
    public void park(long nanos) {
      if (nanos < LEAST_SLEEP_NANOS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(Math.max(1, nanos - TIMER_SLACK_NANOS));
      }
    }
  }
}
