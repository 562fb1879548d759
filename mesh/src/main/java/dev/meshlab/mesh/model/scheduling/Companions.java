package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.LabelSelector;
import java.util.List;
import java.util.Map;

/**
 * The pods beside which a pod must run, or must not: one term of a required pod affinity or
 * anti-affinity (Kubernetes, core/v1 PodAffinityTerm).
 *
 * @param apart whether it must run elsewhere
 * @param topology the label whose value is the same for nodes that are near each other
 * @param namespaces of those pods
 * @param selector of those pods
 */
record Companions(boolean apart, String topology, List<String> namespaces, LabelSelector selector) {

  /** A pod that has a node already. */
  record Placed(String namespace, Map<String, String> labels, SchedulableNode node) {}

  static Companions of(Fields term, String ownNamespace, boolean apart) {
    List<String> named = term.strings("namespaces");
    return new Companions(
        apart,
        term.string("topologyKey", ""),
        named.isEmpty() ? List.of(ownNamespace) : named,
        new LabelSelector(term.below("labelSelector")));
  }

  /** True if such pods allow a pod on a node. */
  boolean allow(SchedulableNode node, List<Placed> placed) {
    boolean near =
        placed.stream().anyMatch(pod -> mean(pod.namespace, pod.labels) && isNear(node, pod.node));
    return apart != near;
  }

  /** True if a pod of a namespace with these labels is one of them. */
  boolean mean(String namespace, Map<String, String> labels) {
    return namespaces.contains(namespace) && selector.selects(labels);
  }

  private boolean isNear(SchedulableNode node, SchedulableNode other) {
    String value = node.labels().get(topology);
    return value != null && value.equals(other.labels().get(topology));
  }
}
