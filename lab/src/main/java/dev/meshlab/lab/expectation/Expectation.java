package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.List;
import java.util.Optional;

/** An expectation of who answers calls, or of how they end. Immutable. */
public sealed interface Expectation
    permits Agreement, Balance, Bound, Message, Pinned, Presence, Shares, Sticky {

  /** The expectation as a person writes it; {@link ExpectationText} reads it again. */
  String text();

  /** The finding of whether counts agree. Its rate of false alarms is at most 1e-6. */
  Finding check(Observation seen);

  /** The calls that it is about, where they are of some kind. */
  default List<Subject> subjects() {
    return List.of();
  }

  /** The need of it, without which it would be met, or missed, whatever happens. */
  default Optional<Need> need() {
    return subjects().stream().flatMap(subject -> subject.need().stream()).findFirst();
  }

  /** True if it can be held against calls under a change: connections are not told apart then. */
  default boolean isForChanges() {
    return subjects().stream().noneMatch(Subject::isOfLedgers);
  }

  /** True if it can be held against the calls of a short time: proxies count all together. */
  default boolean isForTimes() {
    return isForChanges()
        && subjects().stream()
            .noneMatch(
                each ->
                    each instanceof Subject.Intervened
                        || each.need().equals(Optional.of(Need.ACCESS_LOG)));
  }

  /** True if it is about how calls end, and not about who answers them. */
  default boolean isAboutEndings() {
    return false;
  }

  /** The reason why it says little of these counts that they meet it, if there is one. */
  default Optional<String> remark(Observation seen) {
    return Optional.empty();
  }

  /**
   * The number of calls that it takes to see that those that agree with it are not like others,
   * which do not: 1 where a single call shows it.
   */
  default long callsToTell(Observation others) {
    return 1;
  }

  /** The finding of whether it will be met, as far as a prediction says. */
  default Foresight foresee(Outlook outlook) {
    return Foresight.undecided("it is about what happens on the way");
  }
}
