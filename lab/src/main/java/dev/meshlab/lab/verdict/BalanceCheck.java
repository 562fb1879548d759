package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Balancing;
import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.Range;
import dev.meshlab.lab.prediction.Rotations;
import java.util.List;
import java.util.Map;

/** The check of the balance among the pods of one group. */
final class BalanceCheck {

  private BalanceCheck() {}

  static String test(PerCall perCall) {
    return perCall.groups().stream()
        .filter(group -> !group.isSilent())
        .map(Group::balancing)
        .distinct()
        .map(balancing -> test(balancing, perCall.rotations()))
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }

  private static String test(Balancing balancing, Rotations rotations) {
    return switch (balancing) {
      case SHARED_ROTATION ->
          "the servers' own counts within " + tolerance(rotations) + " of an equal share";
      case ROTATION, CLIENT_ROTATION ->
          "each count within " + tolerance(rotations) + " of an equal share" + scope(rotations);
      case RANDOM -> "exact binomial tests, false alarms " + Chance.FALSE_ALARMS;
      case CONSISTENT_HASH -> "one pod answers, and no other";
      case HASH_OF_KEYS -> "one pod answers each key";
      case HASH_OF_CONNECTION, OF_CONNECTION -> "one pod answers each connection";
      case HASH_WITHOUT_KEY -> "more than one pod answers";
      case LEAST_REQUEST ->
          "no pod below half or above twice an equal share, chance of "
              + Chance.FALSE_ALARMS
              + " allowed for";
    };
  }

  /**
   * @param categories among how many counts of the verdict the rate of false alarms is divided
   */
  static List<Finding> findings(Group group, PerCall perCall, Observation seen, int categories) {
    if (group.uuids().size() < 2) {
      return List.of();
    }
    if (group.balancing().hashes() || group.balancing() == Balancing.OF_CONNECTION) {
      return HashCheck.findings(group, seen);
    }
    if (seen.retried()) {
      return List.of(RetriedBalanceCheck.finding(group, perCall, seen, categories));
    }
    Rotations rotations = perCall.rotations();
    return List.of(
        switch (group.balancing()) {
          case SHARED_ROTATION ->
              rotation("calls served", group, rotations, seen, seen.attempts().byPod());
          case ROTATION, CLIENT_ROTATION ->
              rotations instanceof Rotations.OfConnections
                  ? eachConnection(group, rotations, seen)
                  : rotation("replies", group, rotations, seen, seen.replies());
          default -> byChance(group, seen, categories);
        });
  }

  private static int tolerance(Rotations rotations) {
    return rotations instanceof Rotations.OfWorkers of ? of.workers() : 1;
  }

  private static String scope(Rotations rotations) {
    return rotations instanceof Rotations.OfConnections ? " on each connection" : "";
  }

  /** The finding for the first connection that does not hold, or else for the last. */
  private static Finding eachConnection(Group group, Rotations rotations, Observation seen) {
    Finding worst = Finding.exact(true, "no connection was used");
    for (int i = 0; i < seen.connections().size() && worst.holds(); i++) {
      String which = seen.connections().size() > 1 ? " on connection " + (i + 1) : "";
      worst = rotation("replies" + which, group, rotations, seen, seen.connections().get(i));
    }
    return worst;
  }

  private static Finding rotation(
      String what, Group group, Rotations rotations, Observation seen, Map<String, Long> counts) {
    List<Long> each = group.uuids().stream().map(uuid -> counts.getOrDefault(uuid, 0L)).toList();
    double equal = each.stream().mapToLong(Long::longValue).sum() / (double) each.size();
    int tolerance = tolerance(rotations);
    Range expected =
        new Range(
            Math.max(0, (long) Math.ceil(equal - tolerance)), (long) Math.floor(equal + tolerance));
    return Finding.exact(
        each.stream().allMatch(expected::contains),
        EachPod.of(what, group.uuids(), counts, seen.pods()).expecting(expected.toString()));
  }

  private static Finding byChance(Group group, Observation seen, int categories) {
    List<Long> counts =
        group.uuids().stream().map(uuid -> seen.replies().getOrDefault(uuid, 0L)).toList();
    int pods = counts.size();
    long calls = counts.stream().mapToLong(Long::longValue).sum();
    EachPod each = EachPod.of("replies", group.uuids(), seen.replies(), seen.pods());
    Range random = Chance.range(calls, 1.0 / pods, categories);
    if (group.balancing() == Balancing.LEAST_REQUEST) {
      double equal = calls / (double) pods;
      Range range = random.widenTo(equal / 2, equal * 2);
      return Finding.exact(
          counts.stream().allMatch(range::contains), each.expecting(range.toString()));
    }
    return Finding.ofChance(
        counts.stream().allMatch(random::contains),
        each.expecting(random.toString()),
        Chance.least(calls, counts, 1.0 / pods, categories));
  }
}
