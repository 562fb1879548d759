package dev.meshlab.lab.outcome;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Foresight;
import dev.meshlab.lab.expectation.Foresight.Outcome;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;

/**
 * An expectation beside what came of it.
 *
 * @param expected as it is written
 * @param found what was measured or predicted
 * @param outcome whether it was met
 * @param ofEndings whether it is about how calls end
 * @param remark why it says little that it was met; empty where it says enough
 */
public record Met(
    String expected, String found, Outcome outcome, boolean ofEndings, String remark) {

  /** An expectation that something was held against. */
  public static Met of(String expected, String found, boolean met) {
    return new Met(expected, found, met ? Outcome.MET : Outcome.MISSED, false, "");
  }

  /** An expectation of calls that were counted. */
  public static Met of(Expectation expectation, Observation seen) {
    Met met = of(expectation, expectation.check(seen));
    return met.passed()
        ? new Met(
            met.expected,
            met.found,
            met.outcome,
            met.ofEndings,
            expectation.remark(seen).orElse(""))
        : met;
  }

  /** An expectation that the calls do not decide. */
  static Met undecided(String expected, String why) {
    return new Met(expected, "not decided by the calls: " + why, Outcome.UNDECIDED, false, "");
  }

  static Met of(Expectation expectation, Finding finding) {
    return new Met(
        expectation.text(),
        finding.text(),
        finding.holds() ? Outcome.MET : Outcome.MISSED,
        expectation.isAboutEndings(),
        "");
  }

  /** An expectation that a prediction was held against. */
  public static Met foreseen(String expected, Foresight foresight, boolean ofEndings) {
    String found =
        foresight.outcome() == Outcome.UNDECIDED
            ? "not decided by the prediction: " + foresight.text()
            : foresight.text();
    return new Met(expected, found, foresight.outcome(), ofEndings, "");
  }

  /** In a sentence, for who sees only what went wrong. */
  public String sentence() {
    return "expected %s, found %s".formatted(expected, found);
  }

  public boolean passed() {
    return outcome == Outcome.MET;
  }

  public boolean failed() {
    return outcome == Outcome.MISSED;
  }
}
