package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.PodCensus;
import dev.meshlab.mesh.model.controller.Maker;
import dev.meshlab.mesh.model.scheduling.Placement;
import dev.meshlab.mesh.model.security.InjectionRefusal;
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
 * @param refusal of sidecars by its pods, beside their labels
 * @param first the number of a StatefulSet's first pod ({@code ordinals.start})
 * @param placement the nodes that its pods run on
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
    InjectionRefusal refusal,
    int first,
    Placement placement,
    Position position) {

  /** The most pods of one workload that the lab knows. */
  public static final int MOST_PODS = 1_000;

  /**
   * The workload of an object that makes pods.
   *
   * @param placement of its pods
   */
  static Deployment of(Maker maker, Placement placement) {
    int first = maker.root().below("spec").below("ordinals").integer("start", 0);
    Map<String, String> labels = labels(maker.template());
    labels.putAll(maker.added());
    return of(maker.document(), maker.template(), maker.replicas(), labels, first, placement);
  }

  /** A pod that belongs to no workload of the manifests. */
  static Deployment ofPod(Document document, Fields root, Placement placement) {
    return of(document, root, 1, labels(root), 0, placement);
  }

  private static Map<String, String> labels(Fields pod) {
    return new HashMap<>(pod.below("metadata").stringMap("labels"));
  }

  private static Deployment of(
      Document document,
      Fields template,
      int replicas,
      Map<String, String> labels,
      int first,
      Placement placement) {
    Fields podSpec = template.below("spec");
    return new Deployment(
        document.kind(),
        document.name(),
        document.namespace(),
        replicas,
        Map.copyOf(labels),
        AppContainer.of(podSpec),
        ContainerPort.ofPod(podSpec),
        Pod.identity(document.namespace(), podSpec),
        InjectionRefusal.of(template),
        first,
        placement,
        document.position());
  }

  /** The name by which its pods know it, as two workloads of different kinds may share a name. */
  public String id() {
    return id(kind, name);
  }

  /** The name by which a census knows it, {@code namespace/kind/name}. */
  public String key() {
    return namespace + "/" + id();
  }

  static String id(String kind, String name) {
    return kind + "/" + name;
  }

  /** True if its pods run to an end; they call others, and are not there to be called. */
  public boolean isBatch() {
    return Maker.isBatch(kind);
  }

  /** True for a pod that nothing has made, as its name says all of it. */
  public boolean isPod() {
    return kind.equals("Pod");
  }

  /** The name of the pod of a number, which begins at 1. */
  String podName(int number) {
    return name + "-" + (isStateful() ? ordinal(number) : number);
  }

  private boolean isStateful() {
    return kind.equals("StatefulSet");
  }

  private int ordinal(int number) {
    return first + number - 1;
  }

  /** A pod that it has at this moment. */
  Pod pod(PodCensus.Member member, Map<String, Locality> nodes) {
    return pod(member.number(), member.ip(), nodes).withReadiness(member.ready());
  }

  /** The pod of a number, which begins at 1. */
  Pod pod(int number, String ip, Map<String, Locality> nodes) {
    List<String> names = placement.nodes();
    String node = names.isEmpty() ? "" : names.get((number - 1) % names.size());
    Map<String, String> own = isStateful() ? numbered(number) : labels;
    return new Pod(
        podName(number),
        namespace,
        own,
        ip,
        identity,
        Pod.Place.of(node, own, nodes),
        refusal,
        true,
        id(),
        ContainerPort.names(ports),
        position);
  }

  /** With the labels that the controller of StatefulSets gives each pod. */
  private Map<String, String> numbered(int number) {
    Map<String, String> all = new HashMap<>(labels);
    all.put("statefulset.kubernetes.io/pod-name", podName(number));
    all.put("apps.kubernetes.io/pod-index", String.valueOf(ordinal(number)));
    return Map.copyOf(all);
  }
}
