package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Observation;

/** Calls that were answered OK by pods to which a change was made meanwhile. */
record Struck() implements Subject {

  static final String TEXT = "pod=changed";

  @Override
  public String text() {
    return TEXT;
  }

  @Override
  public String sentence() {
    return "replies came from pods that were changed";
  }

  @Override
  public long count(Observation seen) {
    return seen.struck().stream().mapToLong(uuid -> seen.replies().getOrDefault(uuid, 0L)).sum();
  }

  @Override
  public long of(Observation seen) {
    return seen.answered();
  }
}
