package dev.meshlab.client.load;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Work of this JVM's compiler over the last moments. While it compiles what the calls use, they are
 * slower for two reasons: they run code that is not compiled yet, and it takes processors from
 * them. For one thread.
 */
final class JitActivity {

  /** The time of a compilation is booked when it ends, and a large one takes a second. */
  private static final Duration STRETCH = Duration.ofSeconds(2);

  /** Of a stretch; what is below is the odd straggler. */
  private static final double CALM = 0.1;

  private record Reading(Duration at, long compiledMillis) {}

  private final LongSupplier compiledMillis;
  private final Deque<Reading> readings = new ArrayDeque<>();

  /**
   * @param compiledMillis how long compilations have taken so far
   */
  JitActivity(LongSupplier compiledMillis) {
    this.compiledMillis = compiledMillis;
    readings.add(new Reading(Duration.ZERO, compiledMillis.getAsLong()));
  }

  /** That of this JVM; none where it does not say. */
  static JitActivity ofThisJvm() {
    @Nullable CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
    return new JitActivity(
        jit != null && jit.isCompilationTimeMonitoringSupported()
            ? jit::getTotalCompilationTime
            : () -> 0);
  }

  /**
   * True if hardly anything was compiled over the last two seconds.
   *
   * @param now since this was made; no earlier than at the last call
   */
  boolean isCalm(Duration now) {
    Reading latest = new Reading(now, compiledMillis.getAsLong());
    readings.add(latest);
    Duration begin = now.minus(STRETCH);
    if (begin.isNegative()) {
      return false;
    }
    while (readings.size() > 1 && second().at().compareTo(begin) <= 0) {
      readings.remove();
    }
    long compiled = latest.compiledMillis() - readings.element().compiledMillis();
    return compiled < CALM * STRETCH.toMillis();
  }

  private Reading second() {
    return readings.stream().skip(1).findFirst().orElseThrow();
  }
}
