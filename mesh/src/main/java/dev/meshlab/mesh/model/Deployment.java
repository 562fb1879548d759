package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;

/**
 * A Deployment, a StatefulSet or a DaemonSet, as far as the lab plays it: its application container
 * and how many pods of it.
 *
 * @param kind which of the three
 * @param labels of its pods
 * @param ports of all containers
 * @param nodeNames the nodes that its pods are pinned to, in turn; empty when they are not
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

  static Deployment of(Document document, Fields root) {
    String node = podSpec(root).string("nodeName", "");
    int replicas = root.below("spec").integer("replicas", 1);
    return of(document, root, replicas, node.isEmpty() ? List.of() : List.of(node));
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
    int ordinal = kind.equals("StatefulSet") ? number - 1 : number;
    return new Pod(
        name + "-" + ordinal,
        namespace,
        labels,
        ip,
        identity,
        Pod.Place.of(node, labels, nodes),
        true,
        name,
        ContainerPort.names(ports),
        position);
  }
}
