package dev.meshlab.lab.comparison;

import dev.meshlab.mesh.comparison.Comparison;
import dev.meshlab.mesh.comparison.Difference;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The finding for one proxy and one type of resources.
 *
 * @param pod of the proxy, as {@code namespace/name}
 * @param type of the resources
 * @param comparison of what the proxy was sent with the translation
 * @param refused the resources of which the proxy has refused an update, a line each
 * @param causes of the differences, as far as objects can be, a line each
 */
public record ProxyComparison(
    String pod, String type, Comparison comparison, List<String> refused, List<String> causes) {

  public ProxyComparison {
    refused = List.copyOf(refused);
    causes = List.copyOf(causes);
  }

  /** True if nothing differs, and nothing was refused. */
  public boolean isEqual() {
    return comparison.differences().isEmpty() && refused.isEmpty();
  }

  /** The same with what may have caused the differences. */
  public ProxyComparison because(List<String> objects) {
    return new ProxyComparison(pod, type, comparison, refused, objects);
  }

  Map<String, List<Difference>> byResource() {
    return comparison.differences().stream()
        .collect(
            Collectors.groupingBy(Difference::resource, LinkedHashMap::new, Collectors.toList()));
  }
}
