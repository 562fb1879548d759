package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Set;

/**
 * Pods among which one policy balances: an xDS cluster, or one locality of it.
 *
 * @param cluster the cluster's name
 * @param locality {@code region/zone} of the pods; empty for a whole cluster
 * @param share the part of all calls that is routed here, 0 to 1
 * @param balancing how one of the pods is picked
 * @param uuids the pods that can be picked
 * @param silence why the calls fail where no pod can be picked; empty where one can
 */
public record Group(
    String cluster,
    String locality,
    double share,
    Balancing balancing,
    List<String> uuids,
    String silence) {

  public Group {
    uuids = List.copyOf(uuids);
    if (uuids.isEmpty() == silence.isEmpty()) {
      throw new IllegalArgumentException("a group has pods or a reason for having none");
    }
  }

  /** A whole cluster with pods. */
  public Group(String cluster, double share, Balancing balancing, List<String> uuids) {
    this(cluster, "", share, balancing, uuids, "");
  }

  /** A cluster without a pod that answers. */
  public static Group silent(String cluster, double share, String reason) {
    return new Group(cluster, "", share, Balancing.ROTATION, List.of(), reason);
  }

  public boolean isSilent() {
    return uuids.isEmpty();
  }

  /** True if it is only one locality of a cluster. */
  public boolean isLocality() {
    return !locality.isEmpty();
  }

  /** The part of all calls that each of the pods gets. */
  public double shareOfEach() {
    return uuids.isEmpty() ? 0 : share / uuids.size();
  }

  Destination destination() {
    return Destination.of(cluster);
  }

  /** The cluster as people know it, and the locality. */
  public String place() {
    return isLocality() ? destination() + " in " + locality : destination().toString();
  }

  /** The same cluster while these are in force. */
  Group without(Set<Ejection> ejections) {
    if (balancing.isByClient()) {
      return this;
    }
    List<String> left =
        uuids.stream().filter(uuid -> !ejections.contains(new Ejection(cluster, uuid))).toList();
    String reason = left.isEmpty() && silence.isEmpty() ? "all of its pods are ejected" : silence;
    return new Group(cluster, locality, share, balancing, left, reason);
  }

  /** The same pods, picked in another way. */
  public Group picked(Balancing other) {
    return new Group(cluster, locality, share, other, uuids, silence);
  }

  /** The same cluster if copies of calls go there, too. */
  Group alsoMirrored() {
    return balancing == Balancing.ROTATION ? picked(Balancing.SHARED_ROTATION) : this;
  }
}
