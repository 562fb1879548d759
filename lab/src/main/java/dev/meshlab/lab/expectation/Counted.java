package dev.meshlab.lab.expectation;

/** A count of calls in words. */
final class Counted {

  private Counted() {}

  static String of(Subject subject, long count, long all) {
    return "%d of %d %s".formatted(count, all, subject.sentence());
  }
}
