package dev.meshlab.lab.difference;

import dev.meshlab.lab.prediction.DecoratedPrediction;
import dev.meshlab.lab.prediction.Group;
import dev.meshlab.lab.prediction.PerCall;
import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.run.Outcome;
import dev.meshlab.mesh.translate.xds.ClusterName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The destinations of some calls on both sides, as far as names for them have to tell them apart.
 */
final class Destinations {

  private final Set<String> hosts = new HashSet<>();
  private final Set<Named> names = new HashSet<>();

  /** A version of pods, and the subset in which it is called. */
  private record Named(String version, String subset) {}

  private Destinations() {}

  static Destinations of(Outcome before, Outcome after) {
    Destinations destinations = new Destinations();
    Stream.of(before, after).forEach(destinations::add);
    return destinations;
  }

  private void add(Outcome outcome) {
    for (Group group : groups(outcome.prediction())) {
      ClusterName cluster = ClusterName.parse(group.cluster()).orElse(ClusterName.NONE);
      hosts.add(cluster.host());
      group.uuids().forEach(uuid -> names.add(new Named(version(outcome, uuid), cluster.subset())));
    }
  }

  private static List<Group> groups(Prediction prediction) {
    if (prediction instanceof PerCall calls) {
      return calls.groups();
    }
    return prediction instanceof DecoratedPrediction decorated
        ? groups(decorated.others())
        : List.of();
  }

  boolean areOfSeveralHosts() {
    return hosts.size() > 1;
  }

  /** False if each subset has one version, and each version one subset. */
  boolean needSubsets() {
    long versions = names.stream().map(Named::version).distinct().count();
    long subsets = names.stream().map(Named::subset).distinct().count();
    return versions != names.size() || subsets != names.size();
  }

  /** The version of a pod; empty where none is known. */
  static String version(Outcome outcome, String uuid) {
    PodLabel label = outcome.pods().byUuid().get(uuid);
    return label == null ? "" : label.version();
  }
}
