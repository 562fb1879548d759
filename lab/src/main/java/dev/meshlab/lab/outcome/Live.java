package dev.meshlab.lab.outcome;

import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.live.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The calls under a change, of the last repeat, and the times of all. Programs read it as it is.
 *
 * @param events what happened, each with its time
 * @param measured who answered, and how calls ended, in a line
 * @param times of what came true
 */
public record Live(List<String> events, String measured, List<Figure> times) {

  public Live {
    events = List.copyOf(events);
    times = List.copyOf(times);
  }

  static Live of(Timeline last, List<Figure> times) {
    List<String> lines = new ArrayList<>();
    last.events().forEach(event -> lines.add(seconds(event.at()) + ": " + event.what()));
    last.errors().forEach((status, message) -> lines.add(status + ": " + message));
    return new Live(lines, Sightings.line(last.all()), times);
  }

  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}
