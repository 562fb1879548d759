package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.TargetPort;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A port of a Service.
 *
 * @param name empty when the Service has one unnamed port
 * @param targetPort the pods' port: a number, or the name of a container port
 */
public record ServicePort(
    int number, String name, Protocol protocol, String targetPort, Position position) {

  /**
   * @param toMesh the same fields, for what only a mesh depends on
   */
  static ServicePort of(Fields port, Fields toMesh) {
    int number = port.integer("port", 0);
    String name = toMesh.string("name", "");
    Protocol protocol =
        Protocol.of(
            number,
            name,
            port.string("protocol").filter(p -> !p.isEmpty()).orElse("TCP"),
            toMesh.string("appProtocol").orElse(null));
    String target = TargetPort.of(port).orElse(String.valueOf(number));
    return new ServicePort(number, name, protocol, target, port.position());
  }

  /** The port number on a pod; null when the port is named and the pod has none of that name. */
  public @Nullable Integer targetOf(Pod pod) {
    return numericTarget().orElseGet(() -> pod.portNames().get(targetPort));
  }

  /** The port number on the pods of a Deployment, unless it is named and they have none such. */
  public Optional<Integer> targetOf(Deployment deployment) {
    return numericTarget()
        .or(() -> Optional.ofNullable(ContainerPort.names(deployment.ports()).get(targetPort)));
  }

  /** The pods' port, if it is written as a number. */
  public Optional<Integer> numericTarget() {
    boolean numeric = !targetPort.isEmpty() && targetPort.chars().allMatch(Character::isDigit);
    return numeric && targetPort.length() <= 5
        ? Optional.of(Integer.valueOf(targetPort))
        : Optional.empty();
  }
}
