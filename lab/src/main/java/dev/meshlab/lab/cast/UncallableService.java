package dev.meshlab.lab.cast;

import dev.meshlab.mesh.manifest.Problem;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.stream.Collectors;

/** The reasons why no port of a Service leads to a pod that takes calls. */
final class UncallableService {

  private static final String TARGET_PORT = "spec.ports.targetPort";

  private final Mesh mesh;

  UncallableService(Mesh mesh) {
    this.mesh = mesh;
  }

  /** The first cause that applies, for each port that it applies to. */
  List<Problem> problems(Service service) {
    if (service.ports().stream().allMatch(port -> port.protocol() == Protocol.UDP)) {
      return List.of(
          Problem.error(
              service.position(),
              "spec.ports",
              "the Service %s has no TCP port, and gRPC needs one".formatted(service.name()),
              ""));
    }
    if (mesh.selectedPods(service).isEmpty()) {
      return List.of(withoutPods(service));
    }
    return service.ports().stream()
        .filter(port -> port.protocol() != Protocol.UDP)
        .map(port -> withoutTarget(service, port))
        .toList();
  }

  private Problem withoutPods(Service service) {
    String stopped =
        mesh.deployments().stream()
            .filter(d -> d.replicas() == 0 && d.namespace().equals(service.namespace()))
            .filter(d -> d.labels().entrySet().containsAll(service.selector().entrySet()))
            .map(d -> d.kind() + " " + d.name())
            .collect(Collectors.joining(", "));
    String remedy =
        stopped.isEmpty()
            ? "check the selector against the labels of the pods, and both namespaces"
            : stopped + " has 0 replicas; give it some";
    return Problem.error(
            service.selectorPosition(),
            "spec.selector",
            "the Service %s has no pods".formatted(service.name()),
            remedy)
        .withValue(service.selector().toString());
  }

  private Problem withoutTarget(Service service, ServicePort port) {
    Problem problem =
        mesh.endpoints(service, port).isEmpty()
            ? Problem.error(
                port.position(),
                TARGET_PORT,
                "no container port of Service %s's pods has this name".formatted(service.name()),
                "name one so, or use its number")
            : Problem.error(
                port.position(),
                TARGET_PORT,
                "the Service %s targets a port of its pods that serves metrics or maintenance and"
                        .formatted(service.name())
                    + " takes no calls",
                "");
    return problem.withValue(port.targetPort());
  }
}
