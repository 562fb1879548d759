package dev.meshlab.lab.report;

import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The caller of a run: who is asked about in all that the report says of the planes inside a mesh.
 *
 * @param workload the Deployment of the calling pod; empty where the manifests have none like it
 * @param namespace of the calling pod
 * @param labels of the calling pod
 * @param node the name of the calling pod's node; empty where it is unknown
 * @param locality of the calling pod, {@code region/zone/subzone}; empty where it is unknown
 * @param inMesh whether it has a sidecar
 * @param because why it has one, or has none
 * @param chosen why it is this one
 */
public record CallerReport(
    String workload,
    String namespace,
    SortedMap<String, String> labels,
    String node,
    String locality,
    boolean inMesh,
    String because,
    String chosen) {

  /** The same caller, with another reason why it is this one. */
  public CallerReport chosenBecause(String reason) {
    return new CallerReport(workload, namespace, labels, node, locality, inMesh, because, reason);
  }

  /** The caller in one sentence. */
  String sentence() {
    return "%s in namespace %s%s, %s; %s (%s); %s"
        .formatted(
            pod(),
            namespace,
            node.isEmpty() ? "" : ", on node " + node,
            locality.isEmpty() ? "at no known locality" : "at " + locality,
            inMesh ? "in the mesh" : "outside the mesh",
            because,
            chosen);
  }

  private String pod() {
    if (!workload.isEmpty()) {
      return "a pod of " + workload;
    }
    return labels.isEmpty()
        ? "a pod without labels"
        : labels.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(", ", "a pod with ", ""));
  }
}
