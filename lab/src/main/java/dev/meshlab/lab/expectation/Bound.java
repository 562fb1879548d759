package dev.meshlab.lab.expectation;

import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.List;

/**
 * A part of the calls that is below or above a bound. There is no allowance for chance: the bound
 * is meant to be far from what is expected.
 *
 * @param percent the bound, which itself is neither below nor above
 */
public record Bound(Subject subject, boolean above, double percent) implements Expectation {

  @Override
  public String text() {
    return "%s %s %s%%"
        .formatted(subject.text(), above ? "above" : "below", Percents.text(percent));
  }

  @Override
  public Finding check(Observation seen) {
    long count = subject.count(seen);
    long all = subject.of(seen);
    double measured = 100.0 * count / Math.max(1, all);
    return Finding.exact(
        all > 0 && (above ? measured > percent : measured < percent),
        "%s (%s%%)".formatted(Counted.of(subject, count, all), Percents.rounded(measured)));
  }

  @Override
  public List<Subject> subjects() {
    return List.of(subject);
  }

  @Override
  public boolean isAboutEndings() {
    return subject instanceof Subject.Status;
  }

  @Override
  public Foresight foresee(Outlook outlook) {
    return Foreseen.of(
        subject,
        outlook,
        (part, text) -> {
          boolean least = isMetBy(part.least());
          return least == isMetBy(part.most())
              ? Foresight.of(least && !(subject.isOfReplies() && outlook.isSilent()), text)
              : Foresight.undecided(text);
        });
  }

  private boolean isMetBy(double part) {
    return above ? part * 100 > percent : part * 100 < percent;
  }
}
