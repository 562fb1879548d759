package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a workload runs. Empty parts are unknown.
 *
 * @param region the node's {@code topology.kubernetes.io/region}
 * @param zone the node's {@code topology.kubernetes.io/zone}
 * @param subzone the node's {@code topology.istio.io/subzone}
 */
public record Locality(String region, String zone, String subzone) {

  /** A workload whose node says nothing. */
  public static final Locality UNKNOWN = new Locality("", "", "");

  /** {@code region}, {@code region/zone} or {@code region/zone/subzone}. */
  public static Locality parse(String text) {
    String[] parts = (text + "//").split("/", -1);
    return new Locality(parts[0], parts[1], parts[2]);
  }

  /**
   * The pod's own {@code istio-locality} label, whose parts are separated by dots because a label
   * cannot hold a slash; else its node's (istio/istio, controller.getPodLocality).
   */
  static Locality of(Map<String, String> podLabels, @Nullable Locality node) {
    String label = podLabels.get("istio-locality");
    if (label != null && !label.isEmpty()) {
      return parse(label.replace('.', '/'));
    }
    return node == null ? UNKNOWN : node;
  }

  static Locality ofNode(Fields node) {
    Map<String, String> labels = node.below("metadata").stringMap("labels");
    return new Locality(
        labels.getOrDefault("topology.kubernetes.io/region", ""),
        labels.getOrDefault("topology.kubernetes.io/zone", ""),
        labels.getOrDefault("topology.istio.io/subzone", ""));
  }

  /** {@code region/zone/subzone}, without the parts at the end that are unknown. */
  @Override
  public String toString() {
    String text = region + "/" + zone + "/" + subzone;
    while (text.endsWith("/")) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }
}
