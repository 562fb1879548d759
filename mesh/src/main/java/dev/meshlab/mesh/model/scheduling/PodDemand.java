package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.scheduling.Companions.Placed;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A pod that needs a node.
 *
 * @param nodes on which it may run
 * @param companions beside which it must run, or must not
 */
public record PodDemand(
    String namespace, Map<String, String> labels, NodeDemand nodes, List<Companions> companions) {

  /**
   * A pod, or the pods of a template.
   *
   * @param pod its metadata and its spec
   */
  public static PodDemand of(String namespace, Fields pod) {
    Fields affinity = pod.below("spec").below("affinity");
    return new PodDemand(
        namespace,
        pod.below("metadata").stringMap("labels"),
        NodeDemand.of(pod.below("spec")),
        Stream.concat(
                required(affinity.below("podAffinity"))
                    .map(term -> Companions.of(term, namespace, false)),
                required(affinity.below("podAntiAffinity"))
                    .map(term -> Companions.of(term, namespace, true)))
            .toList());
  }

  private static Stream<Fields> required(Fields affinity) {
    return affinity.children("requiredDuringSchedulingIgnoredDuringExecution").stream();
  }

  /** True if other pods have to be there first. */
  public boolean waitsForOthers() {
    return companions.stream().anyMatch(companion -> !companion.apart());
  }

  Placed on(SchedulableNode node) {
    return new Placed(namespace, labels, node);
  }

  /** True if the pods that have nodes allow it on one. */
  boolean isAllowedOn(SchedulableNode node, List<Placed> placed) {
    return companions.stream().allMatch(each -> each.allow(node, placed) || isFirst(each, placed));
  }

  /** The first of pods that must run beside each other may run anywhere. */
  private boolean isFirst(Companions companion, List<Placed> placed) {
    return !companion.apart()
        && companion.mean(namespace, labels)
        && placed.stream().noneMatch(pod -> companion.mean(pod.namespace(), pod.labels()));
  }
}
