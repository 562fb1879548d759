package dev.meshlab.lab.exercise;

import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Settling;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Some calls, or some pods, and what is expected of them.
 *
 * @param name what it shows, in a few words
 * @param manifests applied over those of the exercise, for this step alone
 * @param replicas the pods of some workloads, by their name; the others have what is written
 * @param zones of the cluster, {@code region/zone}; empty for what a run presumes
 * @param changes that are made while the calls are under way; empty where nothing changes
 * @param repeats of the calls with all changes
 * @param unpredicted why the lab's own prediction does not count here; empty where it does
 * @param call the calls
 * @param expectations by plane, in the order of the planes
 * @param settlings what comes true after the last change, by plane
 * @param ofCluster the expectations in a cluster, where they are not those of the caller's plane
 * @param pods the claims on the containers of pods in a cluster, by workload; where there are any,
 *     no calls are made
 */
public record Step(
    String name,
    List<String> manifests,
    Map<String, Integer> replicas,
    List<String> zones,
    List<Timed> changes,
    int repeats,
    String unpredicted,
    Call call,
    Map<Plane, List<Expectation>> expectations,
    Map<Plane, List<Settling>> settlings,
    Optional<Expected> ofCluster,
    Map<String, List<PodClaim>> pods) {

  public Step {
    manifests = List.copyOf(manifests);
    replicas = Map.copyOf(replicas);
    zones = List.copyOf(zones);
    changes = List.copyOf(changes);
    settlings = Collections.unmodifiableMap(new EnumMap<>(settlings));
    expectations = Collections.unmodifiableMap(new EnumMap<>(expectations));
    pods = Collections.unmodifiableMap(new LinkedHashMap<>(pods));
  }

  /** True if it shows nothing without a cluster. */
  public boolean isOfClusterAlone() {
    return planes().isEmpty();
  }

  /** The planes of this machine on which it is run. */
  public List<Plane> planes() {
    Set<Plane> planes = EnumSet.noneOf(Plane.class);
    planes.addAll(expectations.keySet());
    planes.addAll(settlings.keySet());
    return List.copyOf(planes);
  }

  /** The expectations on a plane; none where it is not run there. */
  public Expected expected(Plane plane) {
    return new Expected(
        expectations.getOrDefault(plane, List.of()), settlings.getOrDefault(plane, List.of()));
  }

  /**
   * The expectations in a cluster; empty where it is not run there.
   *
   * @param own the plane by which the caller calls there
   */
  public Optional<Expected> expectedInCluster(Plane own) {
    return ofCluster.or(
        () -> planes().contains(own) ? Optional.of(expected(own)) : Optional.empty());
  }
}
