package dev.meshlab.lab.expectation;

/** A count of calls in words. */
final class Counted {

  private Counted() {}

  static String of(Subject subject, long count, long all) {
    String of = subject instanceof Subject.Status ? "calls ended with " : "replies came from ";
    return "%d of %d %s%s".formatted(count, all, of, subject.text());
  }
}
