package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A prediction that each call is routed to a group by an independent draw, then balanced inside it.
 *
 * @param groups the destinations of the route, their shares adding up to 1
 * @param rotations who keeps a rotation of its own
 * @param retrying how calls that fail are attempted again
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
    return of(groups.stream().map(group -> group.without(ejections)).toList());
  }

  /** The same calls, whose copies take turns in the clusters of these mirrors. */
  public PerCall sharingRotationsWith(List<Mirror> mirrors) {
    List<String> shared = mirrors.stream().map(Mirror::cluster).toList();
    return of(
        groups.stream().map(g -> shared.contains(g.cluster()) ? g.alsoMirrored() : g).toList());
  }

  private PerCall of(List<Group> others) {
    return new PerCall(others, rotations, retrying);
  }

  @Override
  public PerCall rotatingTogether(int connections) {
    return rotations instanceof Rotations.OfConnections && connections > 1
        ? new PerCall(groups, new Rotations.OfWorkers(connections), retrying)
        : this;
  }

  @Override
  public String retryOn() {
    return retrying.on();
  }

  @Override
  public Optional<String> failing() {
    return groups.stream()
        .flatMap(
            group ->
                group.reason().stream()
                    .map(
                        reason ->
                            "%s of the calls fail: %s"
                                .formatted(Percent.of(group.share()), reason)))
        .reduce((a, b) -> a + "; " + b);
  }

  @Override
  public ModelName model() {
    return ModelName.of(groups.size() > 1 ? "weighted split" : groups.get(0).balancing().model());
  }

  @Override
  public String sentence(PodLabels pods) {
    return new PerCallSentence(groups, pods).text();
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
