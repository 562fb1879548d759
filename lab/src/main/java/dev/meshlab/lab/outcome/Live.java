package dev.meshlab.lab.outcome;

import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.live.Timeline;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls under a change, of the last repeat, and the times of all. Programs read it as it is.
 *
 * @param events what happened, in order
 * @param errors the first message of each status that calls ended with, by its name
 * @param measured who answered, and how calls ended, in a line
 * @param times of what came true
 */
public record Live(
    List<Event> events, SortedMap<String, String> errors, String measured, List<Figure> times) {

  /**
   * Something that happened.
   *
   * @param seconds after the first call
   * @param what it was, in a few words
   */
  public record Event(double seconds, String what) {

    @Override
    public String toString() {
      return text(seconds) + ": " + what;
    }
  }

  public Live {
    events = List.copyOf(events);
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
    times = List.copyOf(times);
  }

  static Live of(Timeline last, List<Figure> times) {
    List<Event> events =
        last.events().stream()
            .map(event -> new Event(event.at().toNanos() / 1e9, event.what()))
            .toList();
    return new Live(events, last.errors(), Sightings.line(last.all()), times);
  }

  /** A time in seconds, as people read it. */
  static String text(Duration time) {
    return text(time.toNanos() / 1e9);
  }

  static String text(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }
}
