package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.InvalidExpectation;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line that says what is expected, such as {@code only OK} or {@code envoy: only OK}.
 *
 * @param plane the only plane that it is about; empty for each that is asked for
 * @param line the expectation itself
 */
public record PlaneLine(Optional<String> plane, String line) {

  /** A word and a colon; another colon may be part of a message. */
  private static final Pattern OF_PLANE =
      Pattern.compile("\\s*(?<plane>[\\w-]+)\\s*:(?<line>.*)", Pattern.DOTALL);

  /**
   * A line as a person wrote it.
   *
   * @param planes that it may name
   * @throws InvalidExpectation if it names another one
   */
  public static PlaneLine of(String written, Collection<String> planes) throws InvalidExpectation {
    Matcher ofPlane = OF_PLANE.matcher(written);
    if (!ofPlane.matches()) {
      return new PlaneLine(Optional.empty(), written);
    }
    String name = ofPlane.group("plane");
    if (!planes.contains(name)) {
      throw new InvalidExpectation("'%s' is not a plane".formatted(name));
    }
    return new PlaneLine(Optional.of(name), ofPlane.group("line"));
  }
}
