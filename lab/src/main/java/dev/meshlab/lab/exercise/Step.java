package dev.meshlab.lab.exercise;

import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.expectation.Expectations;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some calls, or some pods, and what is expected of them.
 *
 * @param name what it shows, in a few words
 * @param position where it is written
 * @param manifests applied over those of the exercise, for this step alone
 * @param replicas the pods of some workloads, by their name; the others have what is written
 * @param zones of the cluster, {@code region/zone}; empty for what a run presumes
 * @param changes that are made while the calls are under way; empty where nothing changes
 * @param repeats of the calls with all changes
 * @param unpredicted why the lab's own prediction does not count here; empty where it does
 * @param call the calls
 * @param expectations of the calls, each of a plane
 * @param pods the claims on the containers of pods in a cluster, by workload; where there are any,
 *     no calls are made
 */
public record Step(
    String name,
    Position position,
    List<String> manifests,
    Map<String, Integer> replicas,
    List<String> zones,
    List<Timed> changes,
    int repeats,
    String unpredicted,
    Call call,
    Expectations expectations,
    Map<String, List<PodClaim>> pods) {

  private static final String CLUSTER = "kubernetes";

  public Step {
    manifests = List.copyOf(manifests);
    replicas = Map.copyOf(replicas);
    zones = List.copyOf(zones);
    changes = List.copyOf(changes);
    pods = Collections.unmodifiableMap(new LinkedHashMap<>(pods));
  }

  /** True for the same step in another file. */
  public boolean isLike(Step other) {
    return at(other.position).equals(other);
  }

  private Step at(Position elsewhere) {
    return new Step(
        name,
        elsewhere,
        manifests,
        replicas,
        zones,
        changes,
        repeats,
        unpredicted,
        call,
        expectations,
        pods);
  }

  /** True if it shows nothing without a cluster. */
  public boolean isOfClusterAlone() {
    return planes().isEmpty();
  }

  /** The planes of this machine on which it is run, in their order. */
  public List<Plane> planes() {
    return Arrays.stream(Plane.values())
        .filter(plane -> expectations.planes().contains(plane.toString()))
        .toList();
  }

  /** True for calls that come in by a gateway. */
  public boolean isFromOutside() {
    return !planes().isEmpty() && planes().stream().allMatch(Plane::isEnteredFromOutside);
  }

  /** The expectations on a plane; none where it is not run there. */
  public Expected expected(Plane plane) {
    return expectations.on(plane.toString());
  }

  /**
   * The expectations in a cluster: its own, or those of the caller's plane; empty where it is not
   * run there.
   *
   * @param own the plane by which the caller calls there
   */
  public Optional<Expected> expectedInCluster(Plane own) {
    if (expectations.planes().contains(CLUSTER)) {
      return Optional.of(expectations.on(CLUSTER));
    }
    return planes().contains(own) ? Optional.of(expected(own)) : Optional.empty();
  }
}
