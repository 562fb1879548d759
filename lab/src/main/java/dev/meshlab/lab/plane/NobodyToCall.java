package dev.meshlab.lab.plane;

import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.stream.Collectors;

/** Why no port of a Service leads to a pod that takes calls: the first cause that applies. */
final class NobodyToCall {

  private final Mesh mesh;

  NobodyToCall(Mesh mesh) {
    this.mesh = mesh;
  }

  List<String> behind(Service service) {
    if (service.ports().stream().allMatch(port -> port.protocol() == Protocol.UDP)) {
      return List.of(
          "%s: spec.ports: the Service %s has no TCP port, and gRPC needs one"
              .formatted(service.position(), service.name()));
    }
    if (mesh.selectedPods(service).isEmpty()) {
      return List.of(withoutPods(service));
    }
    return service.ports().stream()
        .filter(port -> port.protocol() != Protocol.UDP)
        .map(port -> withoutTarget(service, port))
        .toList();
  }

  private String withoutPods(Service service) {
    String stopped =
        mesh.deployments().stream()
            .filter(d -> d.replicas() == 0 && d.namespace().equals(service.namespace()))
            .filter(d -> d.labels().entrySet().containsAll(service.selector().entrySet()))
            .map(d -> d.kind() + " " + d.name())
            .collect(Collectors.joining(", "));
    String cause =
        !stopped.isEmpty()
            ? stopped + " has 0 replicas; give it some"
            : "check the selector against the labels of the pods, and both namespaces";
    return "%s: spec.selector: the Service %s has no pods (%s); %s"
        .formatted(service.selectorPosition(), service.name(), service.selector(), cause);
  }

  private String withoutTarget(Service service, ServicePort port) {
    String path = port.position() + ": spec.ports.targetPort: ";
    return mesh.endpoints(service, port).isEmpty()
        ? path
            + "no container port of the Service %s's pods has this name (%s); name one so, or write its number"
                .formatted(service.name(), port.targetPort())
        : path
            + "the Service %s leads to a port of its pods that takes no calls (%s), but tells of the server itself"
                .formatted(service.name(), port.targetPort());
  }
}
