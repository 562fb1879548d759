package dev.meshlab.client.tally;

import dev.meshlab.client.report.Lag;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** The delays of calls after their due times. Safe for any thread. */
final class LagTally {

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final LongAdder count = new LongAdder();
  private final LongAdder totalNanos = new LongAdder();
  private final LongAccumulator maxNanos = new LongAccumulator(Math::max, 0);
  private final LongAdder late = new LongAdder();

  void record(long nanos) {
    count.increment();
    totalNanos.add(nanos);
    maxNanos.accumulate(nanos);
    if (nanos > LATE_NANOS) {
      late.increment();
    }
  }

  Lag read() {
    long started = count.sum();
    return started == 0
        ? Lag.NONE
        : new Lag(totalNanos.sum() / 1e3 / started, maxNanos.get() / 1_000, late.sum());
  }
}
