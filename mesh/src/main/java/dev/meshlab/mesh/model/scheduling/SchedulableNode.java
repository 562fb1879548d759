package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of a cluster, as a scheduler sees it.
 *
 * @param taints those that keep pods away which do not tolerate them
 * @param cordoned whether it takes no new pods at all
 */
public record SchedulableNode(
    String name, Map<String, String> labels, List<Taint> taints, boolean cordoned) {

  public static final String ZONE = "topology.kubernetes.io/zone";
  public static final String HOSTNAME = "kubernetes.io/hostname";

  /** The label of a made-up node, of which nothing but its zone is known. */
  public static final String STANDS_FOR_ZONE = "meshlab.dev/stands-for-zone";

  private static final Set<String> KEEP_AWAY = Set.of("NoSchedule", "NoExecute");

  /** A taint that keeps pods away. */
  record Taint(String key, String value, String effect) {}

  /** Reads a Node. */
  public static SchedulableNode of(Document document, Fields root) {
    Map<String, String> labels = new HashMap<>(root.below("metadata").stringMap("labels"));
    labels.putIfAbsent(HOSTNAME, document.name());
    return new SchedulableNode(
        document.name(),
        Map.copyOf(labels),
        root.below("spec").children("taints").stream()
            .map(SchedulableNode::taint)
            .filter(taint -> KEEP_AWAY.contains(taint.effect()))
            .toList(),
        root.below("spec").bool("unschedulable", false));
  }

  private static Taint taint(Fields taint) {
    return new Taint(
        taint.string("key", ""), taint.string("value", ""), taint.string("effect", ""));
  }

  boolean standsForZone() {
    return labels.containsKey(STANDS_FOR_ZONE);
  }

  String zone() {
    return labels.getOrDefault(ZONE, "");
  }
}
