package dev.meshlab.mesh.model.config;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import java.util.List;
import java.util.Map;

/**
 * One of the {@code discoverySelectors}: the namespaces with some labels. istiod knows nothing of a
 * namespace that none of them selects (istio/istio, kube/namespace/filter.go).
 */
record DiscoverySelector(Fields fields) {

  boolean selects(Map<String, String> labels) {
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
