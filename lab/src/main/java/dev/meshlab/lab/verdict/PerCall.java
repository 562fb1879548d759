package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Each call is routed to a group by an independent draw, then balanced inside it.
 *
 * @param groups the destinations of the route, their shares adding up to 1
 * @param rotations who keeps a rotation of its own
 * @param retrying what becomes of calls that fail
 */
public record PerCall(List<Group> groups, Rotations rotations, Retrying retrying)
    implements Prediction {

  /** Calls that are made once. */
  public PerCall(List<Group> groups, Rotations rotations) {
    this(groups, rotations, Retrying.NEVER);
  }

  public PerCall {
    groups = List.copyOf(groups);
  }

  @Override
  public PerCall without(Set<Ejection> ejections) {
    List<Group> left = groups.stream().map(group -> group.without(ejections)).toList();
    return new PerCall(left, rotations, retrying);
  }

  /** The same calls, whose copies take turns in the clusters of these mirrors. */
  PerCall sharingRotationsWith(List<Mirror> mirrors) {
    List<String> shared = mirrors.stream().map(Mirror::cluster).toList();
    return new PerCall(
        groups.stream().map(g -> shared.contains(g.name()) ? g.alsoMirrored() : g).toList(),
        rotations,
        retrying);
  }

  @Override
  public String retryOn() {
    return retrying.on();
  }

  @Override
  public String model() {
    return groups.size() > 1 ? "weighted split" : groups.get(0).balancing().model();
  }

  @Override
  public String sentence() {
    return groups.stream().map(PerCall::sentence).collect(Collectors.joining("; "));
  }

  private static String sentence(Group group) {
    String part = group.share() >= 1 ? "each call" : Percent.of(group.share()) + " of the calls";
    return group.uuids().isEmpty()
        ? part + " to " + group.name() + ", where nobody answers gRPC, and fail"
        : part + " to " + pods(group);
  }

  private static String pods(Group group) {
    int pods = group.uuids().size();
    return pods == 1 ? "the only pod" : "one of " + pods + " pods, " + group.balancing().words();
  }

  @Override
  public Set<String> servers() {
    return groups.stream().flatMap(g -> g.uuids().stream()).collect(Collectors.toSet());
  }

  @Override
  public int serversOfOneConnection() {
    return fixesShares() ? servers().size() : Math.min(1, servers().size());
  }

  private boolean fixesShares() {
    return groups.stream().allMatch(group -> group.balancing().fixesShares());
  }

  @Override
  public Optional<Map<String, Double>> shares() {
    if (!fixesShares()) {
      return Optional.empty();
    }
    Map<String, Double> shares = new TreeMap<>();
    for (Group group : groups) {
      group.uuids().forEach(uuid -> shares.merge(uuid, group.shareOfEach(), Double::sum));
    }
    return Optional.of(shares);
  }
}
