package dev.meshlab.client.pace;

import java.util.concurrent.TimeUnit;

/**
 * Calls at equal distances. When a call is due depends on its number alone, so a pause of the
 * generator or of the server moves no later call and rounding does not add up.
 *
 * @param perSecond calls per second, above 0
 */
public record ConstantRate(double perSecond) {

  private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The time at which the call is due, in nanoseconds after the start of the run. */
  public long dueNanos(long call) {
    return Math.round(call * NANOS_PER_SECOND / perSecond);
  }

  /** The number of calls due by a time, which is in nanoseconds after the start of the run. */
  public long dueBy(long nanos) {
    return nanos < 0 ? 0 : (long) Math.floor(nanos / NANOS_PER_SECOND * perSecond) + 1;
  }
}
