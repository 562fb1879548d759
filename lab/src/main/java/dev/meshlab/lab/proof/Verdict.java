package dev.meshlab.lab.proof;

import dev.meshlab.lab.expectation.Foresight.Outcome;

/** The ways in which a case ends on a plane. */
public enum Verdict {
  PASSED("passed"),
  FAILED("failed"),
  /** Nothing that was predicted, or measured, decides it. */
  UNDECIDED("undecided"),
  /** It was not tried, as another plane was asked for, or the run was ended. */
  NOT_TRIED("not-tried");

  private final String word;

  /** The verdict on what came of one expectation. */
  static Verdict of(Outcome outcome) {
    return switch (outcome) {
      case MET -> PASSED;
      case MISSED -> FAILED;
      case UNDECIDED -> UNDECIDED;
    };
  }

  Verdict(String word) {
    this.word = word;
  }

  /** As it stands in reports. */
  public String word() {
    return word;
  }
}
