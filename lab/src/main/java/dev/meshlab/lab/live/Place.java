package dev.meshlab.lab.live;

import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.List;

/**
 * A place that a cluster can lose.
 *
 * @param name a zone, {@code region/zone}, or a region
 */
public record Place(String name) {

  /** True if a pod or a node is there. */
  boolean holds(Locality locality) {
    return !name.isEmpty()
        && (name.equals(locality.zone())
            || name.equals(locality.region())
            || name.equals(locality.region() + "/" + locality.zone()));
  }

  /** The pods that run there. */
  public List<Pod> pods(Mesh mesh) {
    return mesh.pods().stream().filter(pod -> holds(pod.locality())).toList();
  }

  /** The places of a mesh that have pods, {@code region/zone} each. */
  public static List<String> withPods(Mesh mesh) {
    return mesh.pods().stream()
        .map(Pod::locality)
        .filter(locality -> !locality.equals(Locality.UNKNOWN))
        .map(locality -> locality.region() + "/" + locality.zone())
        .distinct()
        .sorted()
        .toList();
  }
}
