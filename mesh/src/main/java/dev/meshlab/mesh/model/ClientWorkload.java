package dev.meshlab.mesh.model;

import java.util.Map;

/** The workload whose view of the mesh is wanted: the caller. */
public record ClientWorkload(String namespace, Map<String, String> labels, Locality locality) {

  public ClientWorkload {
    labels = Map.copyOf(labels);
  }

  /** Its labels, and those that istiod adds to say where it runs. */
  public Map<String, String> labelsWithPlace() {
    return locality.onto(labels, "");
  }
}
