package dev.meshlab.lab.exercise;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Some calls, and what is expected of them.
 *
 * @param name what it shows, in a few words
 * @param manifests applied over those of the exercise, for this step alone
 * @param replicas the pods of some workloads, by their name; the others have what is written
 * @param zones of the cluster, {@code region/zone}; empty for what a run presumes
 * @param unpredicted why the lab's own prediction does not count here; empty where it does
 * @param call the calls
 * @param expectations by plane, in the order of the planes; at least one
 */
public record Step(
    String name,
    List<String> manifests,
    Map<String, Integer> replicas,
    List<String> zones,
    String unpredicted,
    Call call,
    Map<Plane, List<Expectation>> expectations) {

  public Step {
    manifests = List.copyOf(manifests);
    replicas = Map.copyOf(replicas);
    zones = List.copyOf(zones);
    expectations = Collections.unmodifiableMap(new EnumMap<>(expectations));
  }

  /** The planes on which it is run. */
  public List<Plane> planes() {
    return List.copyOf(expectations.keySet());
  }
}
