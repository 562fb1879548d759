package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;
import java.util.Optional;

/** Things that calls created more than once, whichever pods did it. */
record Duplicated() implements Subject {

  static final String TEXT = "duplicated";

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public String sentence() {
    return "things were created more than once";
  }

  @Override
  public boolean isOfLedgers() {
    return true;
  }

  @Override
  public Optional<Need> need() {
    return Optional.of(Need.CREATIONS);
  }

  @Override
  public long count(Observation seen) {
    return seen.attempts().notes().duplicated();
  }

  @Override
  public long of(Observation seen) {
    return seen.attempts().notes().created();
  }
}
