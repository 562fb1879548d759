package dev.meshlab.mesh.model;

import java.util.Map;

/**
 * The workload whose view of the mesh is wanted: the caller.
 *
 * @param node the name of its node; empty when unknown
 */
public record ClientWorkload(
    String namespace, Map<String, String> labels, String node, Locality locality) {

  public ClientWorkload {
    labels = Map.copyOf(labels);
  }

  /** A workload on an unknown node. */
  public ClientWorkload(String namespace, Map<String, String> labels, Locality locality) {
    this(namespace, labels, "", locality);
  }

  /** A pod that calls. */
  public static ClientWorkload of(Pod pod) {
    return new ClientWorkload(pod.namespace(), pod.labels(), pod.node(), pod.locality());
  }

  /** The same on another node. */
  public ClientWorkload on(String other) {
    return new ClientWorkload(namespace, labels, other, locality);
  }

  /** Its labels, and those that istiod adds to say where it runs. */
  public Map<String, String> labelsWithPlace() {
    return locality.onto(labels, node);
  }
}
