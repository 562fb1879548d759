package dev.meshlab.lab.intent;

import java.util.Map;

/**
 * The pod that calls.
 *
 * @param workload whose pod it is, by its name or {@code namespace/name}; empty for the usual one
 * @param namespace of the pod; empty for that of the workload
 * @param labels of the pod; empty for those of the workload
 * @param node of the pod, by its name; empty for that of the workload
 * @param locality of the pod, {@code region/zone}; empty for that of its node
 */
public record Caller(
    String workload, String namespace, Map<String, String> labels, String node, String locality) {

  /** The caller that a run would choose. */
  static final Caller USUAL = of("");

  public Caller {
    labels = Map.copyOf(labels);
  }

  /** A pod of a workload. */
  static Caller of(String workload) {
    return new Caller(workload, "", Map.of(), "", "");
  }
}
