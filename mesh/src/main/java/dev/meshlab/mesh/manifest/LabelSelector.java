package dev.meshlab.mesh.manifest;

import java.util.List;
import java.util.Map;

/**
 * A selector of objects by their labels (Kubernetes, meta/v1 LabelSelector). One that is empty
 * selects everything.
 *
 * @param fields its {@code matchLabels} and {@code matchExpressions}
 */
public record LabelSelector(Fields fields) {

  /** True if it selects what has these labels. */
  public boolean selects(Map<String, String> labels) {
    return Labels.satisfy(fields.stringMap("matchLabels"), labels)
        && fields.children("matchExpressions").stream().allMatch(e -> isMet(e, labels));
  }

  private static boolean isMet(Fields requirement, Map<String, String> labels) {
    String value = labels.get(requirement.string("key", ""));
    List<String> values = requirement.strings("values");
    return switch (requirement.string("operator", "")) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
