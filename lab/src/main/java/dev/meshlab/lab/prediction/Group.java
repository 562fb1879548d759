package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Pods among which one policy balances: an xDS cluster, or one locality of it.
 *
 * @param cluster the cluster's name
 * @param locality {@code region/zone} of the pods; empty for a whole cluster
 * @param share the part of all calls that is routed here, 0 to 1
 * @param balancing how one of the pods is picked
 * @param uuids the pods that can be picked
 * @param silence how and why the calls fail where no pod answers; empty where one does
 */
public record Group(
    String cluster,
    String locality,
    double share,
    Balancing balancing,
    List<String> uuids,
    Optional<Denial> silence) {

  private static final String ALL_EJECTED = "all of its pods are ejected";

  public Group {
    uuids = List.copyOf(uuids);
    if (uuids.isEmpty() != silence.isPresent()) {
      throw new IllegalArgumentException("a group has pods or a reason for having none");
    }
  }

  /** A whole cluster with pods. */
  public Group(String cluster, double share, Balancing balancing, List<String> uuids) {
    this(cluster, "", share, balancing, uuids, Optional.empty());
  }

  /** A cluster without a pod that answers. */
  public static Group silent(String cluster, double share, String reason) {
    return silent(cluster, share, unavailable(reason));
  }

  /** A cluster whose calls all end alike. */
  public static Group silent(String cluster, double share, Denial silence) {
    return new Group(cluster, "", share, Balancing.ROTATION, List.of(), Optional.of(silence));
  }

  /** The end of a call for which there is no connection to a pod. */
  public static Denial unavailable(String reason) {
    return new Denial("UNAVAILABLE", reason, false);
  }

  /** The place whose calls fail, and why; empty where a pod answers. */
  public Optional<String> reason() {
    return silence.map(end -> place() + ": " + end.reason());
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
    Optional<Denial> end =
        left.isEmpty() ? silence.or(() -> Optional.of(unavailable(ALL_EJECTED))) : silence;
    return new Group(cluster, locality, share, balancing, left, end);
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
