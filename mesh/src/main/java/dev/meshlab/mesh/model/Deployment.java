package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Deployment, as far as the lab plays it: its application container and how many pods of it.
 *
 * @param image of the first container that is not Istio's own
 * @param labels of its pods
 * @param env the variables with literal values; those from the downward API are the pod's own
 * @param args the container's arguments
 * @param imagePosition where the image is written
 * @param imagePath its path, as {@code spec.template.spec.containers[0].image}
 * @param nodeName the node that its pods are pinned to; empty when they are not
 */
public record Deployment(
    String name,
    String namespace,
    String image,
    int replicas,
    Map<String, String> labels,
    Map<String, String> env,
    List<String> args,
    List<ContainerPort> ports,
    String nodeName,
    Position position,
    Position imagePosition,
    String imagePath) {

  static Deployment of(Document document, Fields root) {
    Fields spec = root.below("spec");
    Fields template = spec.below("template");
    Fields podSpec = template.below("spec");
    Fields container =
        podSpec.children("containers").stream()
            .filter(c -> !c.unnoted().string("name", "").equals("istio-proxy"))
            .findFirst()
            .orElseGet(() -> podSpec.below("containers"));
    container.string("name");
    return new Deployment(
        document.name(),
        document.namespace(),
        container.string("image", ""),
        spec.integer("replicas", 1),
        Map.copyOf(template.below("metadata").stringMap("labels")),
        env(container),
        container.strings("args"),
        ContainerPort.ofContainer(container),
        podSpec.string("nodeName", ""),
        document.position(),
        container.position("image"),
        container.path("image"));
  }

  /** The pod of a number from 1 to {@link #replicas}. */
  Pod pod(int number, String ip, Map<String, Locality> nodes) {
    return new Pod(
        name + "-" + number,
        namespace,
        labels,
        ip,
        nodeName,
        Locality.of(labels, nodes.get(nodeName)),
        true,
        name,
        ContainerPort.names(ports),
        position);
  }

  private static Map<String, String> env(Fields container) {
    Map<String, String> env = new LinkedHashMap<>();
    for (Fields variable : container.children("env")) {
      if (!variable.has("valueFrom")) {
        env.put(variable.string("name", ""), variable.string("value", ""));
      }
    }
    return Map.copyOf(env);
  }
}
