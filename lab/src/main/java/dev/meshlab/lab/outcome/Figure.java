package dev.meshlab.lab.outcome;

import dev.meshlab.lab.live.Timeline;
import java.time.Duration;
import java.util.List;

/**
 * A time that was measured in several repeats.
 *
 * @param what came true
 * @param seconds after the change, of each repeat, in order of size; at least one
 */
public record Figure(String what, List<Double> seconds) {

  /** Shorter times are measured as none. */
  private static final double RESOLUTION = Timeline.STRETCH.toNanos() / 1e9;

  static Figure of(String what, List<Duration> times) {
    return new Figure(what, times.stream().map(time -> time.toNanos() / 1e9).sorted().toList());
  }

  /** The median, and the range where there is one. */
  public String words() {
    int count = seconds.size();
    double median = (seconds.get((count - 1) / 2) + seconds.get(count / 2)) / 2;
    if (count > 1 && seconds.get(count - 1) < RESOLUTION) {
      return "at once (%d times)".formatted(count);
    }
    return count == 1
        ? text(median)
        : "%s (%s to %s, %d times)"
            .formatted(text(median), text(seconds.get(0)), text(seconds.get(count - 1)), count);
  }

  private static String text(double seconds) {
    return seconds < RESOLUTION ? "at once" : Live.text(seconds);
  }
}
