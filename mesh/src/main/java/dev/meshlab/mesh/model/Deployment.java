package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.scheduling.NodeDemand;
import dev.meshlab.mesh.model.scheduling.Scheduler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A Deployment, a StatefulSet or a DaemonSet, as far as the lab plays it: its application container
 * and how many pods of it.
 *
 * @param kind which of the three
 * @param labels of its pods
 * @param ports of all containers
 * @param nodeNames the nodes that its pods run on, in turn; empty when they are unknown
 */
public record Deployment(
    String kind,
    String name,
    String namespace,
    int replicas,
    Map<String, String> labels,
    AppContainer container,
    List<ContainerPort> ports,
    String identity,
    List<String> nodeNames,
    Position position) {

  /** The most pods of one workload that the lab knows. */
  public static final int MOST_PODS = 1_000;

  /**
   * @param scheduler gives its pods their nodes, unless the template names one
   */
  static Deployment of(Document document, Fields root, Scheduler scheduler) {
    Fields podSpec = podSpec(root);
    String node = podSpec.string("nodeName", "");
    int replicas = root.below("spec").integer("replicas", 1);
    int known = Math.min(replicas, MOST_PODS);
    return of(
        document,
        root,
        replicas,
        node.isEmpty() ? scheduler.place(NodeDemand.of(podSpec), known) : List.of(node));
  }

  /** One pod on each node; one in all, where the manifests do not list the cluster's nodes. */
  static Deployment ofDaemonSet(Document document, Fields root, List<String> nodes) {
    return of(document, root, Math.max(1, nodes.size()), nodes);
  }

  private static Fields podSpec(Fields root) {
    return root.below("spec").below("template").below("spec");
  }

  private static Deployment of(
      Document document, Fields root, int replicas, List<String> nodeNames) {
    Fields podSpec = podSpec(root);
    return new Deployment(
        document.kind(),
        document.name(),
        document.namespace(),
        replicas,
        Map.copyOf(root.below("spec").below("template").below("metadata").stringMap("labels")),
        AppContainer.of(podSpec),
        ContainerPort.ofPod(podSpec),
        Pod.identity(document.namespace(), podSpec),
        nodeNames,
        document.position());
  }

  /** The pod of a number from 1 to {@link #replicas}. */
  Pod pod(int number, String ip, Map<String, Locality> nodes) {
    String node = nodeNames.isEmpty() ? "" : nodeNames.get((number - 1) % nodeNames.size());
    // A StatefulSet's pods count from 0, by which their own names are known.
    boolean counted = kind.equals("StatefulSet");
    int ordinal = counted ? number - 1 : number;
    Map<String, String> own = counted ? numbered(ordinal) : labels;
    return new Pod(
        name + "-" + ordinal,
        namespace,
        own,
        ip,
        identity,
        Pod.Place.of(node, own, nodes),
        true,
        name,
        ContainerPort.names(ports),
        position);
  }

  /** With the labels that the controller of StatefulSets gives each pod. */
  private Map<String, String> numbered(int ordinal) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("statefulset.kubernetes.io/pod-name", name + "-" + ordinal);
    all.put("apps.kubernetes.io/pod-index", String.valueOf(ordinal));
    return Map.copyOf(all);
  }
}
