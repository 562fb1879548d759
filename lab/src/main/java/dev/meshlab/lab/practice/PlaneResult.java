package dev.meshlab.lab.practice;

import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.Met;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The result of a step on one plane.
 *
 * @param plane its name; of a refusal what has refused
 * @param outcome whether its expectations were met
 * @param reason why nothing was measured; empty where something was
 * @param predicted who was to answer, in a sentence; empty where nothing was measured
 * @param measured who answered, and how calls ended, in a line
 * @param errors the first message of each status other than OK, by its name
 * @param log a line of the proxy's access log for each combination of flags; empty without a log
 * @param live what happened under a change; empty where nothing changed
 * @param met the expectations, each with what was measured
 * @param guess of the audience; it decides nothing
 */
public record PlaneResult(
    String plane,
    Outcome outcome,
    String reason,
    String predicted,
    String measured,
    Map<String, String> errors,
    List<LogLine> log,
    Optional<Live> live,
    List<Met> met,
    Optional<Met> guess) {

  /** The ways in which an exercise ends on a plane. */
  public enum Outcome {
    PASSED("passed"),
    FAILED("failed"),
    NOT_ON_THIS_PLANE("not-on-this-plane");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** As programs read it. */
    public String word() {
      return word;
    }

    /** As people read it. */
    String words() {
      return word.replace('-', ' ');
    }
  }

  public PlaneResult {
    errors = Collections.unmodifiableMap(new TreeMap<>(errors));
    log = List.copyOf(log);
    met = List.copyOf(met);
  }

  /** A result without calls. */
  static PlaneResult seen(String plane, String measured, List<Met> met) {
    return new PlaneResult(
        plane,
        met.stream().allMatch(Met::passed) ? Outcome.PASSED : Outcome.FAILED,
        "",
        "",
        measured,
        Map.of(),
        List.of(),
        Optional.empty(),
        met,
        Optional.empty());
  }

  /** A plane on which nothing was measured. */
  static PlaneResult not(String plane, Outcome outcome, String reason) {
    return new PlaneResult(
        plane,
        outcome,
        reason,
        "",
        "",
        Map.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }
}
