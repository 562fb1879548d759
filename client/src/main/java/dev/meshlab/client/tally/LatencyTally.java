package dev.meshlab.client.tally;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Latencies in microseconds, to three digits, up to an hour; a longer one counts as an hour.
 *
 * <p>Any thread records; one thread reads.
 */
final class LatencyTally {

  private static final long MAX_MICROS = TimeUnit.HOURS.toMicros(1);
  private static final int DIGITS = 3;

  private final Recorder recorder = new Recorder(MAX_MICROS, DIGITS);
  private final Histogram total = empty();
  private @Nullable Histogram interval;

  static Histogram empty() {
    return new Histogram(MAX_MICROS, DIGITS);
  }

  void record(long nanos) {
    recorder.recordValue(Math.min(Math.max(nanos / 1_000, 0), MAX_MICROS));
  }

  /** The latencies recorded since this was last called. Valid until the next call. */
  Histogram takeInterval() {
    Histogram taken = recorder.getIntervalHistogram(interval);
    total.add(taken);
    interval = taken;
    return taken;
  }

  /** All that {@link #takeInterval()} has returned so far. */
  Histogram total() {
    return total;
  }
}
