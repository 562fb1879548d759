package dev.meshlab.mesh.model.scheduling;

import java.util.List;

/**
 * The nodes of the pods of one workload.
 *
 * @param nodes a name for each pod, in turn; empty where they are unknown
 * @param pending how many of the pods no node would take; they are given nodes all the same
 */
public record Placement(List<String> nodes, int pending) {

  /** Pods of which only their number is known. */
  public static final Placement UNKNOWN = on(List.of());

  public Placement {
    nodes = List.copyOf(nodes);
  }

  /** Pods that have their nodes. */
  public static Placement on(List<String> nodes) {
    return new Placement(nodes, 0);
  }
}
