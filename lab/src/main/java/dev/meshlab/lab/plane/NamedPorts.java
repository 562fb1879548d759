package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.ServicePorts;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The Service ports of a mesh, and the reasons why some have no endpoints. */
final class NamedPorts {

  private NamedPorts() {}

  static ServicePorts of(Mesh mesh) {
    Set<String> all = new HashSet<>();
    Map<String, String> reasons = new HashMap<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.ports()) {
        String target = new Target(service.host(), port.number()).toString();
        all.add(target);
        vacancy(mesh, service, port).ifPresent(reason -> reasons.put(target, reason));
      }
    }
    return new ServicePorts(all, reasons);
  }

  private static Optional<String> vacancy(Mesh mesh, Service service, ServicePort port) {
    if (!mesh.endpoints(service, port).isEmpty()) {
      return service.nodeLocal()
          ? Optional.of(
              "it keeps calls on the caller's node (internalTrafficPolicy: Local), where it has no ready pod")
          : Optional.empty();
    }
    Set<String> listed = mesh.listedPorts(service);
    if (!listed.isEmpty() && !listed.contains(port.name())) {
      return Optional.of(
          "its EndpointSlices list no endpoint at a port named %s, but at %s"
              .formatted(port.name(), String.join(", ", listed)));
    }
    return port.numericTarget().isEmpty() && !mesh.selectedPods(service).isEmpty()
        ? Optional.of("its pods have no port named " + port.targetPort())
        : Optional.empty();
  }
}
