package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;

/** Streams whose messages came from more than one pod. */
record Split() implements Subject {

  static final String TEXT = "split";

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public String sentence() {
    return "streams had messages of several pods";
  }

  @Override
  public long count(Observation seen) {
    return seen.split();
  }

  @Override
  public long of(Observation seen) {
    return seen.calls();
  }
}
