package dev.meshlab.lab.exercise;

import dev.meshlab.mesh.diagnostic.Position;
import java.util.List;
import java.util.Map;

/**
 * A mesh, and a question about it with the answer that is expected.
 *
 * @param name what it shows, in a few words
 * @param position where it is written
 * @param manifests applied over those of the exercise, for this step alone
 * @param replicas the pods of some workloads, by their name; the others have what is written
 * @param zones of the cluster, {@code region/zone}; empty for what a run presumes
 * @param question what is asked
 */
public record Step(
    String name,
    Position position,
    List<String> manifests,
    Map<String, Integer> replicas,
    List<String> zones,
    Question question) {

  public Step {
    manifests = List.copyOf(manifests);
    replicas = Map.copyOf(replicas);
    zones = List.copyOf(zones);
  }

  /** True for the same step in another file. */
  public boolean isLike(Step other) {
    return new Step(name, other.position, manifests, replicas, zones, question).equals(other);
  }

  /** True if it shows nothing without a cluster. */
  public boolean isOfClusterAlone() {
    return question.isOfClusterAlone();
  }
}
