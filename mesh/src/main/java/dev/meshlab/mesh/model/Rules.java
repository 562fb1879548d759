package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Collection;
import java.util.Map;

/** The common parts of Istio's rules: age, reach and labels. */
final class Rules {

  /** Where rules for the whole mesh live; the mesh config's default root namespace. */
  static final String ROOT_NAMESPACE = "istio-system";

  private Rules() {}

  /** When an object was created, as written; a timestamp's text sorts by time. */
  static String created(Fields root) {
    return root.below("metadata").string("creationTimestamp", "");
  }

  static Map<String, String> annotations(Fields root) {
    return root.below("metadata").stringMap("annotations");
  }

  /** Whether a rule of one namespace, with this {@code exportTo}, is seen from another. */
  static boolean reaches(Collection<String> exportTo, String from, String to) {
    return exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(to)
        || (exportTo.contains(".") && from.equals(to));
  }

  /** Whether labels include every one that a selector asks for. */
  static boolean selects(Map<String, String> selector, Map<String, String> labels) {
    return labels.entrySet().containsAll(selector.entrySet());
  }
}
