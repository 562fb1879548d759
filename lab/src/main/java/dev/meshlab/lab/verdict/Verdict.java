package dev.meshlab.lab.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The judgement whether a measurement agrees with its prediction.
 *
 * @param outcome the answer
 * @param test the test used, with its bound or its rate of false alarms
 * @param findings the statements behind the answer
 */
public record Verdict(Outcome outcome, String test, List<Finding> findings) {

  /** The three answers. */
  public enum Outcome {
    AGREES("agrees"),
    DISAGREES("disagrees"),
    /** Nothing was measured, or the ground of the prediction was lost meanwhile. */
    UNKNOWN("unknown");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }

    /** As it stands in the reports. */
    public String word() {
      return word;
    }
  }

  public Verdict {
    findings = List.copyOf(findings);
  }

  static Verdict of(String test, List<Finding> findings) {
    boolean agrees = findings.stream().allMatch(Finding::holds);
    return new Verdict(agrees ? Outcome.AGREES : Outcome.DISAGREES, test, findings);
  }

  /** A verdict that says why nothing can be said. */
  public static Verdict unknown(String reason) {
    return new Verdict(Outcome.UNKNOWN, "none", List.of(Finding.exact(false, reason)));
  }

  /** The least p-value of the findings that involve chance; null when none does. */
  public @Nullable Double pValue() {
    return findings.stream()
        .map(Finding::pValue)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
