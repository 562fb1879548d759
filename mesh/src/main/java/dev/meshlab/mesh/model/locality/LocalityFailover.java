package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import java.util.List;

/**
 * Priorities by labels, then by distance: the endpoints most like the caller first (istio/istio,
 * loadbalancer.ApplyLocalityLoadBalancer).
 *
 * @param labels {@code failoverPriority}: the labels to share with the caller, as {@code name} or
 *     {@code name=value}, the weightiest first; empty for distance alone
 * @param regions {@code failover}
 */
public record LocalityFailover(List<String> labels, List<RegionFailover> regions)
    implements LocalityBalancing {

  /** Distances are 0 to 3, and 4 for a region that calls are diverted from. */
  private static final int DISTANCES = 5;

  private static final int DIVERTED = 4;

  /** True if the author chose the order, so that localities of one priority share by weight. */
  public boolean isChosen() {
    return !labels.isEmpty() || !regions.isEmpty();
  }

  @Override
  public List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client) {
    List<LocalityGroup> byLabels =
        labels.isEmpty() ? groups : new LabelPriorities(labels).apply(groups, client);
    return labels.isEmpty() || !regions.isEmpty() ? byDistance(byLabels, client) : byLabels;
  }

  private List<LocalityGroup> byDistance(List<LocalityGroup> groups, ClientWorkload client) {
    return Priorities.compacted(
        groups.stream()
            .map(g -> g.withPriority(g.priority() * DISTANCES + distance(g, client.locality())))
            .toList());
  }

  private int distance(LocalityGroup group, Locality caller) {
    int distance = caller.distance(group.locality());
    boolean diverted =
        distance == Locality.ELSEWHERE
            && RegionFailover.divertsFrom(regions, caller.region(), group.locality().region());
    return diverted ? DIVERTED : distance;
  }
}
