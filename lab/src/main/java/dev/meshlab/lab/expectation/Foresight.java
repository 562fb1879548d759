package dev.meshlab.lab.expectation;

/**
 * The finding of whether an expectation will be met, before anything is measured.
 *
 * @param outcome the answer
 * @param text what is predicted, or why that decides nothing
 */
public record Foresight(Outcome outcome, String text) {

  /** The three answers. */
  public enum Outcome {
    MET,
    MISSED,
    UNDECIDED
  }

  static Foresight of(boolean met, String text) {
    return new Foresight(met ? Outcome.MET : Outcome.MISSED, text);
  }

  static Foresight undecided(String reason) {
    return new Foresight(Outcome.UNDECIDED, reason);
  }
}
