package dev.meshlab.lab.prediction;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Set;

/**
 * The name by which people know a pod, and its place in the mesh.
 *
 * @param name of the pod
 * @param namespace of the pod
 * @param version its {@code version} label, or empty
 * @param zone its zone, or empty
 * @param workload the name of what has made it, its own where it stands alone, or empty
 * @param subsets the names of the subsets, of DestinationRules for what is called, that it is in
 * @param services those of what is called that lead to it, {@code name.namespace}
 */
public record PodLabel(
    String name,
    String namespace,
    String version,
    String zone,
    @JsonIgnore String workload,
    @JsonIgnore Set<String> subsets,
    @JsonIgnore Set<String> services) {

  public PodLabel {
    subsets = Set.copyOf(subsets);
    services = Set.copyOf(services);
  }

  /** A pod of which nothing more is known. */
  public PodLabel(String name, String namespace, String version, String zone) {
    this(name, namespace, version, zone, "", Set.of(), Set.of());
  }

  /** The same pod as one of a workload. */
  public PodLabel of(String maker) {
    return new PodLabel(name, namespace, version, zone, maker, subsets, services);
  }

  /** The same pod in some subsets, and behind some Services. */
  public PodLabel in(Set<String> ofRules, Set<String> behind) {
    return new PodLabel(name, namespace, version, zone, workload, ofRules, behind);
  }

  /** The same pod by another name. */
  public PodLabel renamed(String other) {
    return new PodLabel(other, namespace, version, zone, workload, subsets, services);
  }

  /** A pod of which the name is all that is known. */
  static PodLabel named(String name) {
    return new PodLabel(name, "", "", "");
  }
}
