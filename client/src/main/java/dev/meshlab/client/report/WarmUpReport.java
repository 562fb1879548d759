package dev.meshlab.client.report;

import java.time.Duration;

/**
 * The warm-up before a run.
 *
 * @param calls how many calls ended in it
 * @param ok how many of them were answered OK
 * @param elapsed how long it took
 * @param gaveUp whether it ended before its time, because calls failed or were not answered
 */
public record WarmUpReport(long calls, long ok, Duration elapsed, boolean gaveUp) {

  /** No warm-up. */
  public static final WarmUpReport NONE = new WarmUpReport(0, 0, Duration.ZERO, false);

  /** True if there was none. */
  public boolean isNone() {
    return equals(NONE);
  }
}
