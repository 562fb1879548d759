package dev.meshlab.client.pace;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Starts each call when it is due, however many are in flight. A generator that falls behind
 * catches up, and hands each call the time at which it was due: measured from there, the wait that
 * a slow server imposes on the calls behind is not left out (the "coordinated omission" that wrk2's
 * README describes).
 *
 * <p>The connections take the calls in turn.
 */
public final class OpenLoop implements Loop {

  /** How long a closed budget may go unnoticed while the next call is not due yet. */
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ConstantRate rate;
  private final int connections;
  private final Budget budget;
  private final InFlight inFlight;
  private final Clock clock;
  private final Executor driver;
  private final Work work;

  /**
   * A loop that is not started yet.
   *
   * @param driver a thread that this loop occupies until the budget is spent or closed
   */
  public OpenLoop(
      ConstantRate rate,
      int connections,
      Budget budget,
      InFlight inFlight,
      Clock clock,
      Executor driver,
      Work work) {
    this.rate = rate;
    this.connections = connections;
    this.budget = budget;
    this.inFlight = inFlight;
    this.clock = clock;
    this.driver = driver;
    this.work = work;
  }

  @Override
  public void start() {
    inFlight.enter();
    driver.execute(this::startCalls);
  }

  private void startCalls() {
    Runnable ended = inFlight::leave;
    long origin = clock.nanoTime();
    for (long next = 0; awaitDue(origin + rate.dueNanos(next)); next++) {
      if (budget.take() == Budget.NONE) {
        break;
      }
      inFlight.enter();
      work.start(next, (int) (next % connections), origin + rate.dueNanos(next), ended);
    }
    inFlight.leave();
  }

  private boolean awaitDue(long due) {
    while (budget.isOpen()) {
      long wait = due - clock.nanoTime();
      if (wait <= 0) {
        return true;
      }
      clock.park(Math.min(wait, LONGEST_PARK_NANOS));
    }
    return false;
  }
}
