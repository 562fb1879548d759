package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A demand on one label of a node (Kubernetes, core/v1 NodeSelectorRequirement).
 *
 * @param values for {@code Gt} and {@code Lt} one whole number
 */
record NodeRequirement(String key, String operator, List<String> values) {

  /** The name under which {@code matchFields} know a node. */
  private static final String NAME = "metadata.name";

  private static final String TOPOLOGY = "topology.";

  static NodeRequirement of(Fields requirement) {
    return new NodeRequirement(
        requirement.string("key", ""),
        requirement.string("operator", ""),
        requirement.strings("values"));
  }

  static NodeRequirement equal(String key, String value) {
    return new NodeRequirement(key, "In", List.of(value));
  }

  /** True if it is about a zone, a region or a part of them. */
  boolean isOfTopology() {
    return key.startsWith(TOPOLOGY);
  }

  boolean accepts(SchedulableNode node) {
    Map<String, String> labels = node.labels();
    String value = key.equals(NAME) ? node.name() : labels.get(key);
    return switch (operator) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> value != null && compared(value) > 0;
      case "Lt" -> value != null && compared(value) < 0;
      default -> false;
    };
  }

  /** The order of a label's number and that of the demand; 0 where one of them is not a number. */
  private int compared(String value) {
    OptionalLong left = number(value);
    OptionalLong right = values.size() == 1 ? number(values.get(0)) : OptionalLong.empty();
    return left.isPresent() && right.isPresent()
        ? Long.compare(left.getAsLong(), right.getAsLong())
        : 0;
  }

  private static OptionalLong number(String text) {
    return Stream.of(text)
        .filter(digits -> digits.matches("-?[0-9]{1,18}"))
        .mapToLong(Long::parseLong)
        .findFirst();
  }
}
