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
 * A Deployment, or another workload, as far as the lab plays it: its application container and how
 * many pods of it. A pod that nothing has made is a workload of its own.
 *
 * @param kind of workload, such as {@code StatefulSet}
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

  static Deployment of(Document document, Fields root, Scheduler scheduler) {
    return of(document, root, root.below("spec").below("template"), scheduler);
  }

  /**
   * A workload whose pods have a template.
   *
   * @param template which may stand in another object
   * @param scheduler gives its pods their nodes, unless the template names one
   */
  static Deployment of(Document document, Fields root, Fields template, Scheduler scheduler) {
    Fields podSpec = template.below("spec");
    String node = podSpec.string("nodeName", "");
    int replicas = root.below("spec").integer("replicas", 1);
    int known = Math.min(replicas, MOST_PODS);
    return of(
        document,
        template,
        replicas,
        node.isEmpty() ? scheduler.place(NodeDemand.of(podSpec), known) : List.of(node));
  }

  /** One pod on each node; one in all, where the manifests do not list the cluster's nodes. */
  static Deployment ofDaemonSet(Document document, Fields root, List<String> nodes) {
    Fields template = root.below("spec").below("template");
    return of(document, template, Math.max(1, nodes.size()), nodes);
  }

  /** A pod that belongs to no workload of the manifests. */
  static Deployment ofPod(Document document, Fields root) {
    return of(document, root, 1, List.of());
  }

  private static Deployment of(
      Document document, Fields template, int replicas, List<String> nodeNames) {
    Fields podSpec = template.below("spec");
    return new Deployment(
        document.kind(),
        document.name(),
        document.namespace(),
        replicas,
        Map.copyOf(template.below("metadata").stringMap("labels")),
        AppContainer.of(podSpec),
        ContainerPort.ofPod(podSpec),
        Pod.identity(document.namespace(), podSpec),
        nodeNames,
        document.position());
  }

  /** The name by which its pods know it, as two workloads of different kinds may share a name. */
  public String id() {
    return id(kind, name);
  }

  static String id(String kind, String name) {
    return kind + "/" + name;
  }

  /** True for a pod that nothing has made, as its name says all of it. */
  public boolean isPod() {
    return kind.equals("Pod");
  }

  /** The same without pods. */
  Deployment scaledDown() {
    return new Deployment(
        kind, name, namespace, 0, labels, container, ports, identity, nodeNames, position);
  }

  /** The same with a label that a controller adds to its pods. */
  Deployment withLabel(String label, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(label, value);
    return new Deployment(
        kind,
        name,
        namespace,
        replicas,
        Map.copyOf(more),
        container,
        ports,
        identity,
        nodeNames,
        position);
  }

  /** The name of a pod. A StatefulSet's pods count from 0, by which their own names are known. */
  String podName(int number) {
    return name + "-" + (kind.equals("StatefulSet") ? number - 1 : number);
  }

  /** The pod of a number, which begins at 1. */
  Pod pod(int number, String ip, Map<String, Locality> nodes) {
    String node = nodeNames.isEmpty() ? "" : nodeNames.get((number - 1) % nodeNames.size());
    Map<String, String> own = kind.equals("StatefulSet") ? numbered(number - 1) : labels;
    return new Pod(
        podName(number),
        namespace,
        own,
        ip,
        identity,
        Pod.Place.of(node, own, nodes),
        true,
        id(),
        ContainerPort.names(ports),
        position);
  }

  /** With the labels that the controller of StatefulSets gives each pod. */
  private Map<String, String> numbered(int ordinal) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("statefulset.kubernetes.io/pod-name", podName(ordinal + 1));
    all.put("apps.kubernetes.io/pod-index", String.valueOf(ordinal));
    return Map.copyOf(all);
  }
}
