package dev.meshlab.lab.prediction;

/**
 * The name by which people know a pod, and its place in the mesh.
 *
 * @param name of the pod
 * @param namespace of the pod
 * @param version its {@code version} label, or empty
 * @param zone its zone, or empty
 */
public record PodLabel(String name, String namespace, String version, String zone) {

  /** A pod of which the name is all that is known. */
  static PodLabel named(String name) {
    return new PodLabel(name, "", "", "");
  }
}
