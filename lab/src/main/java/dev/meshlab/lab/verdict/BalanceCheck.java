package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks the balance among the pods of one group. */
final class BalanceCheck {

  private BalanceCheck() {}

  static String test(PerCall perCall) {
    return perCall.groups().stream()
        .map(Group::balancing)
        .distinct()
        .map(balancing -> test(balancing, perCall.rotations()))
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }

  private static String test(Balancing balancing, Rotations rotations) {
    return switch (balancing) {
      case SHARED_ROTATION ->
          "what each pod served within " + tolerance(rotations) + " of an even part";
      case ROTATION ->
          "each count within " + tolerance(rotations) + " of an even part" + scope(rotations);
      case RANDOM -> "exact binomial tests, false alarms " + Chance.FALSE_ALARMS;
      case CONSISTENT_HASH -> "no other pod answers";
      case LEAST_REQUEST ->
          "no pod below half or above twice an even part, chance of "
              + Chance.FALSE_ALARMS
              + " allowed for";
    };
  }

  /**
   * @param categories among how many counts of the verdict the rate of false alarms is divided
   */
  static List<Finding> findings(Group group, PerCall perCall, Observation seen, int categories) {
    if (group.uuids().size() < 2 || group.balancing() == Balancing.CONSISTENT_HASH) {
      return List.of();
    }
    if (seen.retried()) {
      return List.of(RetriedBalanceCheck.finding(group, perCall, seen, categories));
    }
    Rotations rotations = perCall.rotations();
    if (group.balancing() == Balancing.SHARED_ROTATION) {
      return List.of(rotation("served ", group, rotations, seen.attempts().byPod()));
    }
    if (group.balancing() != Balancing.ROTATION) {
      return List.of(evenByChance(group, seen, categories));
    }
    if (rotations instanceof Rotations.OfConnections) {
      return List.of(eachConnection(group, rotations, seen));
    }
    return List.of(rotation("", group, rotations, seen.replies()));
  }

  private static int tolerance(Rotations rotations) {
    return rotations instanceof Rotations.OfWorkers of ? of.workers() : 1;
  }

  private static String scope(Rotations rotations) {
    return rotations instanceof Rotations.OfConnections ? " on each connection" : "";
  }

  private static Finding eachConnection(Group group, Rotations rotations, Observation seen) {
    Finding worst = Finding.exact(true, "no connection was used");
    for (int i = 0; i < seen.connections().size() && worst.holds(); i++) {
      String which = seen.connections().size() > 1 ? "connection " + (i + 1) + ": " : "";
      worst = rotation(which, group, rotations, seen.connections().get(i));
    }
    return worst;
  }

  private static Finding rotation(
      String which, Group group, Rotations rotations, Map<String, Long> replies) {
    List<Long> counts = group.uuids().stream().map(uuid -> replies.getOrDefault(uuid, 0L)).toList();
    double even = counts.stream().mapToLong(Long::longValue).sum() / (double) counts.size();
    boolean holds =
        counts.stream().allMatch(count -> Math.abs(count - even) <= tolerance(rotations));
    return Finding.exact(
        holds,
        String.format(
            Locale.ROOT,
            "%s%s, an even part is %.1f ± %d",
            which,
            counts,
            even,
            tolerance(rotations)));
  }

  private static Finding evenByChance(Group group, Observation seen, int categories) {
    List<Long> counts =
        group.uuids().stream().map(uuid -> seen.replies().getOrDefault(uuid, 0L)).toList();
    int pods = counts.size();
    long calls = counts.stream().mapToLong(Long::longValue).sum();
    Range random = Chance.range(calls, 1.0 / pods, categories);
    if (group.balancing() == Balancing.LEAST_REQUEST) {
      double even = calls / (double) pods;
      Range range = random.widenTo(even / 2, even * 2);
      return Finding.exact(counts.stream().allMatch(range::contains), each(counts, range));
    }
    return Finding.ofChance(
        counts.stream().allMatch(random::contains),
        each(counts, random),
        Chance.least(calls, counts, 1.0 / pods, categories));
  }

  private static String each(List<Long> counts, Range range) {
    return counts + " replies, " + range + " expected of each";
  }
}
