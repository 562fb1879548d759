package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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

  /** Those of containers that run beside each other: init containers do if they are restarted. */
  static List<ContainerPort> ofPod(Fields podSpec) {
    Stream<Fields> restarted =
        podSpec.children("initContainers").stream()
            .filter(container -> container.string("restartPolicy", "").equals("Always"));
    return Stream.concat(podSpec.children("containers").stream(), restarted)
        .flatMap(container -> ofContainer(container).stream())
        .toList();
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
