package dev.meshlab.lab.expectation;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Range;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The spread of the replies over the pods.
 *
 * @param spread the kind of it
 * @param tolerance for {@link Spread#EVEN}: by how much a pod's count may be off an equal part;
 *     empty for as much as independent draws are, by an exact binomial test for each pod
 * @param among the pods that it is about; empty for all that the target leads to
 */
public record Balance(Spread spread, OptionalInt tolerance, Optional<Subject.Pods> among)
    implements Expectation {

  /** The kinds of spread. */
  public enum Spread {
    EVEN("even"),
    ONE_POD("one pod"),
    SEVERAL_PODS("several pods");

    private final String words;

    Spread(String words) {
      this.words = words;
    }
  }

  @Override
  public String text() {
    return spread.words
        + (tolerance.isPresent() ? " within " + tolerance.getAsInt() : "")
        + among.map(pods -> " among " + pods.text()).orElse("");
  }

  @Override
  public Finding check(Observation seen) {
    Map<String, Long> counts = counts(seen);
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    long answering = counts.values().stream().filter(count -> count > 0).count();
    String measured = all + " replies: " + words(counts, seen.pods());
    return switch (spread) {
      case ONE_POD -> Finding.exact(answering == 1, measured);
      case SEVERAL_PODS -> Finding.exact(answering > 1, measured);
      case EVEN -> even(List.copyOf(counts.values()), all, measured);
    };
  }

  private Finding even(List<Long> counts, long all, String measured) {
    if (all == 0) {
      return Finding.exact(false, measured);
    }
    double equal = all / (double) counts.size();
    if (tolerance.isPresent()) {
      Range allowed =
          new Range(
              Math.max(0, (long) Math.ceil(equal - tolerance.getAsInt())),
              (long) Math.floor(equal + tolerance.getAsInt()));
      return Finding.exact(
          counts.stream().allMatch(allowed::contains),
          measured + " (%s expected of each)".formatted(allowed));
    }
    double share = 1.0 / counts.size();
    Range allowed = Chance.range(all, share, counts.size());
    return Finding.ofChance(
        counts.stream().allMatch(allowed::contains),
        measured + " (%s expected of each)".formatted(allowed),
        Chance.least(all, counts, share, counts.size()));
  }

  @Override
  public long callsToTell(Observation others) {
    Map<String, Long> counts = counts(others);
    double all = counts.values().stream().mapToLong(Long::longValue).sum();
    return spread != Spread.EVEN || tolerance.isPresent() || all == 0
        ? 1
        : counts.values().stream()
            .mapToLong(
                count -> Chance.drawsToTellApart(1.0 / counts.size(), count / all, counts.size()))
            .min()
            .orElse(1);
  }

  /** The replies of each pod by its UUID, those without one included. */
  private Map<String, Long> counts(Observation seen) {
    Map<String, Long> counts = new TreeMap<>();
    seen.pods()
        .byUuid()
        .forEach(
            (uuid, pod) -> {
              if (isMeant(pod)) {
                counts.put(uuid, seen.replies().getOrDefault(uuid, 0L));
              }
            });
    return counts;
  }

  private boolean isMeant(PodLabel pod) {
    return among.map(pods -> pods.has(pod)).orElse(true);
  }

  private static String words(Map<String, Long> counts, PodLabels pods) {
    return counts.isEmpty()
        ? "of no pod"
        : counts.entrySet().stream()
            .map(pod -> pods.name(pod.getKey()) + " " + pod.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
  }

  @Override
  public Foresight foresee(Outlook outlook) {
    Map<String, Portion> parts = new TreeMap<>(outlook.each(this::isMeant));
    if (outlook.isSilent() || parts.values().stream().allMatch(Portion::isNone)) {
      return Foresight.of(false, Foreseen.NO_REPLY);
    }
    String predicted =
        parts.entrySet().stream()
            .map(part -> outlook.name(part.getKey()) + " " + part.getValue())
            .sorted()
            .collect(Collectors.joining(", "));
    return switch (spread) {
      case EVEN -> foreseeEven(outlook, List.copyOf(parts.values()), predicted);
      case ONE_POD -> foreseeOne(outlook, parts.values(), true, predicted);
      case SEVERAL_PODS -> foreseeOne(outlook, parts.values(), false, predicted);
    };
  }

  private Foresight foreseeEven(Outlook outlook, List<Portion> parts, String predicted) {
    if (!parts.stream().allMatch(Portion::isExact)) {
      return Foresight.undecided(predicted);
    }
    boolean equal =
        parts.stream().allMatch(part -> Math.abs(part.least() - parts.get(0).least()) < 1e-9);
    return equal && tolerance.isPresent() && !outlook.isInTurn()
        ? Foresight.undecided(predicted + ", but not in turn")
        : Foresight.of(equal, predicted);
  }

  private static Foresight foreseeOne(
      Outlook outlook, Collection<Portion> parts, boolean one, String predicted) {
    long possible = parts.stream().filter(part -> !part.isNone()).count();
    if (possible == 1 || outlook.isOnePod()) {
      return Foresight.of(one, predicted);
    }
    return parts.stream().filter(Portion::isSome).count() > 1
        ? Foresight.of(!one, predicted)
        : Foresight.undecided(predicted);
  }
}
