package dev.meshlab.lab.expectation;

import dev.meshlab.lab.expectation.Foresight.Outcome;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Range;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Parts of the calls, as independent draws make them; balancing that is more even than draws agrees
 * too. Each part has an exact binomial test, and they share the rate of false alarms.
 *
 * @param parts at least one
 */
public record Shares(List<Part> parts) implements Expectation {

  public Shares {
    parts = List.copyOf(parts);
  }

  /** A part of the calls, of a hundred. */
  public record Part(Subject subject, double percent) {}

  @Override
  public String text() {
    return parts.stream()
        .map(part -> part.subject().text() + " " + Percents.text(part.percent()) + "%")
        .collect(Collectors.joining(", "));
  }

  @Override
  public Finding check(Observation seen) {
    boolean holds = true;
    double least = 1;
    StringBuilder text = new StringBuilder();
    for (Part part : parts) {
      long count = part.subject().count(seen);
      long all = part.subject().of(seen);
      double share = part.percent() / 100;
      Range allowed = Chance.range(all, share, parts.size());
      holds &= all > 0 && allowed.contains(count);
      least = Math.min(least, Chance.pValue(all, count, share, parts.size()));
      text.append(text.isEmpty() ? "" : ", ")
          .append(Counted.of(part.subject(), count, all))
          .append(" (%s expected)".formatted(allowed));
    }
    return Finding.ofChance(holds, text.toString(), least);
  }

  /** A test that would hardly notice a part of twice the size says little by passing. */
  @Override
  public Optional<String> remark(Observation seen) {
    return parts.stream()
        .filter(part -> part.percent() > 0 && part.percent() < 100)
        .min(Comparator.comparing(Part::percent))
        .filter(smallest -> smallest.subject().of(seen) < callsToTell(smallest))
        .map(smallest -> remark(smallest, smallest.subject().of(seen)));
  }

  private String remark(Part part, long calls) {
    return "%d calls hardly tell %s%% from %s%%; %d would"
        .formatted(
            calls,
            Percents.text(part.percent()),
            Percents.text(Math.round(slipped(part.percent() / 100) * 1000) / 10.0),
            callsToTell(part));
  }

  private long callsToTell(Part part) {
    double share = part.percent() / 100;
    return Chance.drawsToTell(share, slipped(share), parts.size());
  }

  /** Twice the smaller of a part and its rest, or half of what lies between it and the other. */
  private static double slipped(double share) {
    return share > 0.5 ? 1 - slipped(1 - share) : Math.min(2 * share, (1 + share) / 2);
  }

  @Override
  public long callsToTell(Observation others) {
    return parts.stream()
        .filter(part -> part.subject().of(others) > 0)
        .mapToLong(part -> callsToTell(part, part.subject().of(others), others))
        .min()
        .orElse(1);
  }

  private long callsToTell(Part part, long all, Observation others) {
    return Chance.drawsToTellApart(
        part.percent() / 100, part.subject().count(others) / (double) all, parts.size());
  }

  @Override
  public List<Subject> subjects() {
    return parts.stream().map(Part::subject).toList();
  }

  @Override
  public boolean isAboutEndings() {
    return parts.stream().anyMatch(part -> part.subject() instanceof Subject.Status);
  }

  /** A part is met where it rounds to what is written. */
  @Override
  public Foresight foresee(Outlook outlook) {
    List<String> texts = new ArrayList<>();
    Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
    for (Part part : parts) {
      Foresight foreseen =
          Foreseen.of(
              part.subject(), outlook, (portion, text) -> foresee(part, portion, text, outlook));
      outcomes.add(foreseen.outcome());
      texts.add(foreseen.text());
    }
    Outcome worst =
        outcomes.contains(Outcome.MISSED)
            ? Outcome.MISSED
            : outcomes.contains(Outcome.UNDECIDED) ? Outcome.UNDECIDED : Outcome.MET;
    return new Foresight(worst, String.join(", ", texts));
  }

  private static Foresight foresee(Part part, Portion portion, String text, Outlook outlook) {
    boolean answered = !part.subject().isOfReplies() || !outlook.isSilent();
    boolean possible =
        answered && portion.canBe(part.percent(), Percents.halfOfTheLastDigit(part.percent()));
    return possible && !portion.isExact()
        ? Foresight.undecided(text)
        : Foresight.of(possible, text);
  }
}
