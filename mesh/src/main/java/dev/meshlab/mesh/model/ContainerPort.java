package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A port that a container declares.
 *
 * @param name empty when it has none
 */
public record ContainerPort(int number, String name) {

  static List<ContainerPort> ofContainer(Fields container) {
    return container.children("ports").stream()
        .map(port -> new ContainerPort(port.integer("containerPort", 0), port.string("name", "")))
        .toList();
  }

  static List<ContainerPort> ofPod(Fields podSpec) {
    return podSpec.children("containers").stream().flatMap(c -> ofContainer(c).stream()).toList();
  }

  /** The numbers of the ports that have a name; the first of a name wins, as in Kubernetes. */
  static Map<String, Integer> names(List<ContainerPort> ports) {
    Map<String, Integer> names = new LinkedHashMap<>();
    ports.stream()
        .filter(port -> !port.name.isEmpty())
        .forEach(port -> names.putIfAbsent(port.name, port.number));
    return Map.copyOf(names);
  }
}
