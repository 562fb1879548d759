package dev.meshlab.lab.expectation;

import java.util.function.BiFunction;

/** The words for what a prediction says of a subject. */
final class Foreseen {

  static final String NO_REPLY = "no call is answered";

  private Foreseen() {}

  /**
   * The foresight of a subject's part.
   *
   * @param judge of the part, which is handed the words for it too
   */
  static Foresight of(
      Subject subject, Outlook outlook, BiFunction<Portion, String, Foresight> judge) {
    boolean silent = subject.isOfReplies() && outlook.isSilent();
    return subject
        .part(outlook)
        .map(part -> judge.apply(part, silent ? NO_REPLY : subject.text() + " " + part))
        .orElseGet(() -> Foresight.undecided(subject.text() + " is what is counted on the way"));
  }
}
