package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.scheduling.SchedulableNode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place where a workload runs. Empty parts are unknown.
 *
 * @param region the node's {@code topology.kubernetes.io/region}
 * @param zone the node's {@code topology.kubernetes.io/zone}
 * @param subzone the node's {@code topology.istio.io/subzone}
 */
public record Locality(String region, String zone, String subzone) {

  public static final String REGION = "topology.kubernetes.io/region";
  public static final String ZONE = SchedulableNode.ZONE;
  static final String SUBZONE = "topology.istio.io/subzone";
  public static final String NETWORK = "topology.istio.io/network";
  static final String HOSTNAME = SchedulableNode.HOSTNAME;

  /** The distance to another region. */
  public static final int ELSEWHERE = 3;

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
  public static Locality of(Map<String, String> podLabels, @Nullable Locality node) {
    String label = podLabels.get("istio-locality");
    if (label != null && !label.isEmpty()) {
      return parse(label.replace('.', '/'));
    }
    return node == null ? UNKNOWN : node;
  }

  static Locality ofNode(Fields node) {
    Map<String, String> labels = node.below("metadata").stringMap("labels");
    return new Locality(
        labels.getOrDefault(REGION, ""),
        labels.getOrDefault(ZONE, ""),
        labels.getOrDefault(SUBZONE, ""));
  }

  /** Labels with those that istiod adds to say where a workload runs (labelutil.AugmentLabels). */
  Map<String, String> onto(Map<String, String> labels, String node) {
    Map<String, String> all = new HashMap<>(labels);
    putKnown(all, REGION, region);
    putKnown(all, ZONE, zone);
    putKnown(all, SUBZONE, subzone);
    putKnown(all, HOSTNAME, node);
    return Map.copyOf(all);
  }

  private static void putKnown(Map<String, String> labels, String label, String value) {
    if (!value.isEmpty()) {
      labels.put(label, value);
    }
  }

  /**
   * True if it is within the place that a rule names, as {@code region/*} or {@code region/zone};
   * the parts that the rule leaves out match all (istio/istio, networking/util.LocalityMatch).
   */
  public boolean within(String place) {
    Locality rule = parse(place);
    return (rule.region.equals("*") || rule.region.equals(region))
        && matches(rule.zone, zone)
        && matches(rule.subzone, subzone);
  }

  private static boolean matches(String rule, String part) {
    return rule.isEmpty() || rule.equals("*") || rule.equals(part);
  }

  /** 0 in the same subzone, 1 in the same zone, 2 in the same region, 3 elsewhere. */
  public int distance(Locality other) {
    if (!region.equals(other.region)) {
      return ELSEWHERE;
    }
    if (!zone.equals(other.zone)) {
      return 2;
    }
    return subzone.equals(other.subzone) ? 0 : 1;
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
