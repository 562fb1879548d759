package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.security.InjectionRefusal;
import java.util.Map;
import java.util.Set;

/**
 * A pod: one of the manifests, or one that a Deployment asks for.
 *
 * @param ip its address; made up, but always the same, when no cluster has given it one
 * @param identity the name that its certificate has in a mesh
 * @param place where it runs
 * @param refusal of a sidecar, beside its labels
 * @param ready whether it passes its readiness probe; a pod that no cluster reports on is ready
 * @param workload the {@link Deployment#id} of what it belongs to; its own where it stands alone
 * @param portNames its container ports by name
 */
public record Pod(
    String name,
    String namespace,
    Map<String, String> labels,
    String ip,
    String identity,
    Place place,
    InjectionRefusal refusal,
    boolean ready,
    String workload,
    Map<String, Integer> portNames,
    Position position) {

  /**
   * The place where a pod runs.
   *
   * @param node the name of its node; empty when unknown
   */
  record Place(String node, Locality locality) {

    static Place of(String node, Map<String, String> podLabels, Map<String, Locality> nodes) {
      return new Place(node, Locality.of(podLabels, nodes.get(node)));
    }

    /** The labels of a pod with those that say where it runs. */
    Map<String, String> onto(Map<String, String> podLabels) {
      return locality.onto(podLabels, node);
    }
  }

  /** The key of its workload, as {@link Deployment#key} has it. */
  public String workloadKey() {
    return namespace + "/" + workload;
  }

  private static final Set<String> OVER = Set.of("Succeeded", "Failed");

  /**
   * A pod of the manifests.
   *
   * @param workload what it belongs to
   * @param node the name of its node; empty when unknown
   * @param nodes where nodes are, by name
   * @param madeUpIp its address where no cluster has given it one
   */
  static Pod of(
      Document document,
      Fields root,
      String workload,
      String node,
      Map<String, Locality> nodes,
      String madeUpIp) {
    Map<String, String> labels = Map.copyOf(root.below("metadata").stringMap("labels"));
    Fields spec = root.below("spec");
    return new Pod(
        document.name(),
        document.namespace(),
        labels,
        root.below("status").string("podIP", madeUpIp),
        identity(document.namespace(), spec),
        Place.of(node, labels, nodes),
        InjectionRefusal.of(root),
        isReady(root),
        workload,
        ContainerPort.names(ContainerPort.ofPod(spec)),
        document.position());
  }

  /** The name of its node; empty when unknown. */
  public String node() {
    return place.node();
  }

  public Locality locality() {
    return place.locality();
  }

  /** This pod when it has become ready, or is no longer. */
  public Pod withReadiness(boolean nowReady) {
    return new Pod(
        name, namespace, labels, ip, identity, place, refusal, nowReady, workload, portNames,
        position);
  }

  /** This pod, which runs without a sidecar. */
  Pod withoutSidecar() {
    return new Pod(
        name,
        namespace,
        labels,
        ip,
        identity,
        place,
        InjectionRefusal.RUNS_WITHOUT,
        ready,
        workload,
        portNames,
        position);
  }

  /** This pod with its identity in another trust domain than Istio's default. */
  Pod inTrustDomain(String domain) {
    String other = identity.replaceFirst("^spiffe://[^/]*", "spiffe://" + domain);
    return new Pod(
        name, namespace, labels, ip, other, place, refusal, ready, workload, portNames, position);
  }

  boolean isNamedAs(Pod other) {
    return name.equals(other.name) && namespace.equals(other.namespace);
  }

  /**
   * A SPIFFE ID in Istio's form (istio/istio, kube.SecureNamingSAN). Kubernetes gives a pod that
   * names no account the one called {@code default}.
   */
  static String identity(String namespace, Fields spec) {
    String account = spec.string("serviceAccountName", "default");
    return "spiffe://" + Hosts.DOMAIN + "/ns/" + namespace + "/sa/" + account;
  }

  /** True if a pod has ended, or is about to: Istio never sends traffic to it. */
  static boolean isOver(Fields root) {
    String phase = root.below("status").string("phase", "");
    return OVER.contains(phase) || root.below("metadata").has("deletionTimestamp");
  }

  private static boolean isReady(Fields root) {
    return root.below("status").children("conditions").stream()
        .filter(condition -> condition.string("type", "").equals("Ready"))
        .allMatch(condition -> condition.string("status", "").equals("True"));
  }
}
