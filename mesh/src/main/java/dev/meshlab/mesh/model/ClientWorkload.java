package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.security.InjectionRefusal;
import java.util.Map;

/**
 * The workload whose view of the mesh is wanted: the caller.
 *
 * @param node the name of its node; empty when unknown
 * @param refusal of a sidecar, beside its labels
 */
public record ClientWorkload(
    String namespace,
    Map<String, String> labels,
    String node,
    Locality locality,
    InjectionRefusal refusal) {

  public ClientWorkload {
    labels = Map.copyOf(labels);
  }

  /** A workload that refuses no sidecar, unless its labels do. */
  public ClientWorkload(
      String namespace, Map<String, String> labels, String node, Locality locality) {
    this(namespace, labels, node, locality, InjectionRefusal.NONE);
  }

  /** The same on an unknown node. */
  public ClientWorkload(String namespace, Map<String, String> labels, Locality locality) {
    this(namespace, labels, "", locality);
  }

  /** A pod that calls. */
  public static ClientWorkload of(Pod pod) {
    return new ClientWorkload(
        pod.namespace(), pod.labels(), pod.node(), pod.locality(), pod.refusal());
  }

  /** The same on another node. */
  public ClientWorkload on(String other) {
    return new ClientWorkload(namespace, labels, other, locality, refusal);
  }

  /** Its labels, and those that istiod adds to say where it runs. */
  public Map<String, String> labelsWithPlace() {
    return locality.onto(labels, node);
  }
}
