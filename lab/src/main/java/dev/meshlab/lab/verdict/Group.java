package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Set;

/**
 * Pods among which one policy balances: an xDS cluster.
 *
 * @param name the cluster's name
 * @param share the part of all calls that is routed here, 0 to 1
 * @param balancing how one of the pods is picked
 * @param uuids the pods that can be picked; empty when the cluster does not exist or has no
 *     endpoint, and then its calls fail
 * @param isLocality whether it is only one locality of a cluster
 */
public record Group(
    String name, double share, Balancing balancing, List<String> uuids, boolean isLocality) {

  /** A whole cluster. */
  public Group(String name, double share, Balancing balancing, List<String> uuids) {
    this(name, share, balancing, uuids, false);
  }

  public Group {
    uuids = List.copyOf(uuids);
  }

  /** The part of all calls that each of the pods gets. */
  public double shareOfEach() {
    return uuids.isEmpty() ? 0 : share / uuids.size();
  }

  /** The same cluster while these are in force. */
  Group without(Set<Ejection> ejections) {
    List<String> left =
        uuids.stream()
            .filter(uuid -> ejections.stream().noneMatch(e -> e.uuid().equals(uuid) && isOf(e)))
            .toList();
    return new Group(name, share, balancing, left, isLocality);
  }

  private boolean isOf(Ejection ejection) {
    return isLocality
        ? name.startsWith(ejection.cluster() + " in ")
        : name.equals(ejection.cluster());
  }

  /** The same cluster if copies of calls go there, too. */
  Group alsoMirrored() {
    return balancing == Balancing.ROTATION
        ? new Group(name, share, Balancing.SHARED_ROTATION, uuids, isLocality)
        : this;
  }
}
