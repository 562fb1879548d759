package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.Chance;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The check of {@link PerCall}: the draw between the groups, then the balance inside each. */
final class PerCallCheck {

  private PerCallCheck() {}

  static String test(PerCall perCall) {
    String draw =
        perCall.groups().size() > 1
            ? "groups by exact binomial tests, false alarms " + Chance.FALSE_ALARMS + "; "
            : "";
    return draw + BalanceCheck.test(perCall);
  }

  static List<Finding> findings(PerCall perCall, Observation seen) {
    List<Finding> findings = new ArrayList<>();
    if (perCall.groups().stream().noneMatch(Group::isSilent)) {
      findings.addAll(Judge.withoutFailures(seen, List.of()));
    }
    findings.addAll(UnexpectedServers.findings(perCall, seen));
    if (overlap(perCall.groups()) && perCall.shares().isPresent()) {
      // Two groups share pods, so a reply no longer shows its group: only each pod's own share can
      // be tested.
      perCall
          .shares()
          .orElseThrow()
          .forEach((uuid, share) -> findings.add(share(uuid, share, perCall, seen)));
      return findings;
    }
    if (perCall.groups().size() > 1) {
      findings.addAll(draws(perCall, seen));
    }
    for (Group group : perCall.groups()) {
      findings.addAll(BalanceCheck.findings(group, perCall, seen, categories(perCall)));
    }
    return findings;
  }

  /** The number of this verdict's counts that chance decides. */
  private static int categories(PerCall perCall) {
    int groups = perCall.groups().size();
    int pods =
        perCall.groups().stream()
            .filter(group -> !group.balancing().rotates() && !group.balancing().hashes())
            .mapToInt(group -> group.uuids().size())
            .sum();
    return (groups > 1 ? groups : 0) + pods;
  }

  private static boolean overlap(List<Group> groups) {
    Set<String> all = new HashSet<>();
    return !groups.stream().flatMap(group -> group.uuids().stream()).allMatch(all::add);
  }

  private static List<Finding> draws(PerCall perCall, Observation seen) {
    List<Finding> findings = new ArrayList<>();
    Map<String, List<Group>> silent = new TreeMap<>();
    for (Group group : perCall.groups()) {
      group
          .silence()
          .ifPresentOrElse(
              end -> silent.computeIfAbsent(end.status(), any -> new ArrayList<>()).add(group),
              () -> findings.add(draw(group, perCall, seen)));
    }
    silent.forEach(
        (status, groups) -> {
          long count = silent.size() == 1 ? seen.failed() : seen.failedWith(status);
          findings.add(failures(groups, count, perCall, seen));
        });
    return findings;
  }

  /** A call that fails does not say for which of the groups that fail alike. */
  private static Finding failures(
      List<Group> groups, long count, PerCall perCall, Observation seen) {
    double share = groups.stream().mapToDouble(Group::share).sum();
    long moved = groups.stream().anyMatch(Group::isLocality) ? seen.attempts().retries() : 0;
    String places = groups.stream().map(Group::place).distinct().collect(Collectors.joining(", "));
    return chance(count, share, " failed for " + places, categories(perCall), seen, moved);
  }

  private static Finding draw(Group group, PerCall perCall, Observation seen) {
    long count = seen.repliesOf(group.uuids());
    // A call's cluster is drawn once; its locality anew for each attempt.
    long moved = group.isLocality() ? seen.attempts().retries() : 0;
    return chance(count, group.share(), " to " + group.place(), categories(perCall), seen, moved);
  }

  private static Finding share(String uuid, double share, PerCall perCall, Observation seen) {
    long count = seen.replies().getOrDefault(uuid, 0L);
    int categories = perCall.shares().orElseThrow().size();
    return chance(
        count, share, " to " + seen.pods().name(uuid), categories, seen, seen.attempts().retries());
  }

  /**
   * @param moved how many calls a retry may have taken from anywhere to anywhere else
   */
  private static Finding chance(
      long count, double share, String where, int categories, Observation seen, long moved) {
    Range range = Chance.range(seen.calls(), share, categories).wider(moved, moved);
    String text = count + " of " + seen.calls() + " calls" + where + ", expected: " + range;
    return moved > 0
        ? Finding.exact(range.contains(count), text)
        : Finding.ofChance(
            range.contains(count), text, Chance.pValue(seen.calls(), count, share, categories));
  }
}
