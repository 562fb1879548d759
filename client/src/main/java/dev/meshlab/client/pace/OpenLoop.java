package dev.meshlab.client.pace;

import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Starts each call when it is due, whatever became of those before. A generator that falls behind
 * catches up, and hands each call the time at which it was due: measured from there, the wait that
 * a slow server imposes on the calls behind is not left out (the "coordinated omission" that wrk2's
 * README describes).
 *
 * <p>A call that is due while too many are in flight is not started, then or later: above the
 * capacity of the target a backlog has no end but that of the memory.
 *
 * <p>The connections take the calls in turn.
 */
public final class OpenLoop implements Loop {

  /** The time for which a closed budget may go unnoticed while the next call is not due yet. */
  private static final long LONGEST_PARK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final ConstantRate rate;
  private final int mostInFlight;
  private final LongConsumer notStarted;
  private final int connections;
  private final Budget budget;
  private final InFlight inFlight;
  private final Clock clock;
  private final Executor driver;
  private final Work work;

  /**
   * A loop that is not started yet.
   *
   * @param mostInFlight how many calls may be in flight when another is started
   * @param notStarted learns how many further calls were due and were not started
   * @param driver a thread that this loop occupies until the budget is spent or closed
   */
  public OpenLoop(
      ConstantRate rate,
      int mostInFlight,
      LongConsumer notStarted,
      int connections,
      Budget budget,
      InFlight inFlight,
      Clock clock,
      Executor driver,
      Work work) {
    this.rate = rate;
    this.mostInFlight = mostInFlight;
    this.notStarted = notStarted;
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
    long next = 0;
    while (awaitDue(origin + rate.dueNanos(next))) {
      // The loop itself is among those in flight.
      if (inFlight.count() > mostInFlight) {
        notStarted.accept(1);
      } else if (budget.take() != Budget.NONE) {
        inFlight.enter();
        work.start(next, (int) (next % connections), origin + rate.dueNanos(next), ended);
      }
      next++;
    }
    OptionalLong withdrawn = budget.withdrawnNanos();
    if (withdrawn.isPresent()) {
      overslept(next, withdrawn.getAsLong() - origin);
    }
    inFlight.leave();
  }

  /**
   * Counts the calls that fell due before the budget was closed, and are not started because the
   * loop was late.
   */
  private void overslept(long next, long closedNanos) {
    // The last moments are left out: a call that was due in them was about to start.
    long due = rate.dueBy(closedNanos - LONGEST_PARK_NANOS);
    if (due > next) {
      notStarted.accept(due - next);
    }
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
