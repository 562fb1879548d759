package dev.meshlab.lab.proof;

/** The ways in which a case ends on a plane. */
public enum Verdict {
  PASSED("passed"),
  FAILED("failed"),
  /** Nothing that was predicted, or measured, decides it. */
  UNDECIDED("undecided"),
  /** It was not tried, as another plane was asked for, or the run was ended. */
  NOT_TRIED("not-tried");

  private final String word;

  Verdict(String word) {
    this.word = word;
  }

  /** As it stands in reports. */
  public String word() {
    return word;
  }
}
