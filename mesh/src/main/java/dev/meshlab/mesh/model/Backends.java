package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Problem;
import java.util.ArrayList;
import java.util.List;

/** Services that no pod answers, and ports whose protocol is left to a guess. */
final class Backends {

  private final Mesh mesh;
  private final List<Problem> problems = new ArrayList<>();

  Backends(Mesh mesh) {
    this.mesh = mesh;
  }

  List<Problem> check() {
    for (Service service : mesh.services()) {
      service.ports().forEach(port -> check(service, port));
    }
    return problems;
  }

  private void check(Service service, ServicePort port) {
    if (port.protocol().isSniffed()) {
      warn(
          port,
          "spec.ports",
          port.name().isEmpty() ? String.valueOf(port.number()) : port.name(),
          "declares no protocol that Istio knows, so sidecars guess it from the first bytes",
          "set appProtocol: grpc, or name the port grpc or grpc-...");
    }
    if (!service.selector().isEmpty() && mesh.endpoints(service, port).isEmpty()) {
      nobody(service, port);
    }
  }

  private void nobody(Service service, ServicePort port) {
    if (mesh.selectedPods(service).isEmpty()) {
      String hint = "compare it with the pods' labels; calls find no backend";
      problems.add(
          Problem.warning(service.selectorPosition(), "spec.selector", "selects no pod", hint)
              .withValue(service.selector().toString()));
    } else if (port.numericTarget().isEmpty()) {
      String message = "the selected pods have no port of this name";
      String hint = "name the container's port so, or write its number";
      warn(port, "spec.ports.targetPort", port.targetPort(), message, hint);
    }
  }

  private void warn(ServicePort port, String path, String value, String message, String hint) {
    problems.add(Problem.warning(port.position(), path, message, hint).withValue(value));
  }
}
