package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;

/** An expectation of who answers calls, or of how they end. Immutable. */
public sealed interface Expectation permits Balance, Bound, Pinned, Presence, Shares, Sticky {

  /** The expectation as a person writes it; {@link ExpectationText} reads it again. */
  String text();

  /** The finding of whether counts agree. Its rate of false alarms is at most 1e-6. */
  Finding check(Observation seen);

  /** True if it is about how calls end, and not about who answers them. */
  default boolean isAboutEndings() {
    return false;
  }

  /** The finding of whether it will be met, as far as a prediction says. */
  default Foresight foresee(Outlook outlook) {
    return Foresight.undecided("it is about what happens on the way");
  }
}
