package dev.meshlab.client.load;

import dev.meshlab.client.report.Interval;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** The wanted rate beside that of the last moments. For one thread. */
final class KeptRate {

  /** Long enough that the odd pause of a busy machine does not decide. */
  private static final Duration STRETCH = Duration.ofSeconds(1);

  /** The part of the wanted calls that says that the others are only a little late. */
  private static final double ENOUGH = 0.95;

  private final double wanted;
  private final Deque<Interval> last = new ArrayDeque<>();

  /**
   * @param wanted calls a second; 0 for as many as there are
   */
  KeptRate(double wanted) {
    this.wanted = wanted;
  }

  /**
   * True if about as many calls ended over the last second as were wanted, and all were started.
   *
   * @param latest the interval after that of the last call
   */
  boolean isKept(Interval latest) {
    if (wanted == 0) {
      return true;
    }
    last.add(latest);
    Duration begin = latest.end().minus(STRETCH);
    while (last.element().end().compareTo(begin) <= 0) {
      last.remove();
    }
    if (last.stream().anyMatch(interval -> interval.counts().notStarted() > 0)) {
      return false;
    }
    long ended = last.stream().mapToLong(interval -> interval.counts().calls()).sum();
    // A call that is due at the end of the stretch may end behind it.
    return !begin.isNegative() && ended + 1 >= ENOUGH * wanted * STRETCH.toSeconds();
  }
}
