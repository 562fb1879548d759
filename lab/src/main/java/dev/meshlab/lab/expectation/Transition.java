package dev.meshlab.lab.expectation;

import java.util.Optional;

/**
 * The predictions before and after some changes. What happens in between depends on times, which
 * are not predicted.
 *
 * @param before the changes
 * @param after all of them; empty where nothing says
 */
public record Transition(Outlook before, Optional<Outlook> after) {

  private static final String MEANWHILE = "what happens while the cluster changes is not predicted";

  /** The finding of whether all calls will be as expected. */
  public Foresight foresee(Expectation expectation) {
    boolean ofEachCall =
        expectation instanceof Presence presence && presence.howMany() != Presence.HowMany.SOME;
    if (!ofEachCall) {
      return Foresight.undecided(MEANWHILE);
    }
    Foresight first = expectation.foresee(before);
    if (isMissed(first)) {
      return Foresight.of(false, "before the changes, " + first.text());
    }
    return after
        .map(expectation::foresee)
        .filter(Transition::isMissed)
        .map(missed -> Foresight.of(false, "after the changes, " + missed.text()))
        .orElseGet(() -> Foresight.undecided(MEANWHILE));
  }

  /** The finding of whether something will come true after the last change. */
  public Foresight foresee(Settling settling) {
    if (after.isEmpty() || settling.isFirst()) {
      return Foresight.undecided(MEANWHILE);
    }
    Foresight last = settling.state().foresee(after.get());
    String text = "after the changes, " + last.text();
    return switch (last.outcome()) {
      case MISSED -> Foresight.of(false, text);
      case UNDECIDED -> Foresight.undecided(text);
      case MET ->
          settling.within().isEmpty()
              ? Foresight.of(true, text)
              : Foresight.undecided(text + ", but when is not predicted");
    };
  }

  private static boolean isMissed(Foresight foresight) {
    return foresight.outcome() == Foresight.Outcome.MISSED;
  }
}
