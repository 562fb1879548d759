package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.InvalidExpectation;
import java.util.Collection;
import java.util.Optional;

/**
 * A line that says what is expected, such as {@code only OK} or {@code envoy: only OK}.
 *
 * @param plane the only plane that it is about; empty for each that is asked for
 * @param line the expectation itself
 */
public record PlaneLine(Optional<String> plane, String line) {

  /**
   * A line as a person wrote it.
   *
   * @param planes that it may name
   * @throws InvalidExpectation if it names another one
   */
  public static PlaneLine of(String written, Collection<String> planes) throws InvalidExpectation {
    int colon = written.indexOf(':');
    if (colon < 0) {
      return new PlaneLine(Optional.empty(), written);
    }
    String name = written.substring(0, colon).strip();
    if (!planes.contains(name)) {
      throw new InvalidExpectation("'%s' is not a plane".formatted(name));
    }
    return new PlaneLine(Optional.of(name), written.substring(colon + 1));
  }
}
