package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Collection;
import java.util.Map;

/** The common parts of Istio's rules: annotations and reach. */
public final class Rules {

  private Rules() {}

  static Map<String, String> annotations(Fields root) {
    return root.below("metadata").stringMap("annotations");
  }

  /**
   * True if a rule of one namespace, with this {@code exportTo}, is seen from another namespace.
   */
  public static boolean reaches(Collection<String> exportTo, String from, String to) {
    return exportTo.isEmpty()
        || exportTo.contains("*")
        || exportTo.contains(to)
        || (exportTo.contains(".") && from.equals(to));
  }
}
