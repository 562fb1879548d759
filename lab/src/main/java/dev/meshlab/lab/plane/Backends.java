package dev.meshlab.lab.plane;

import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Which Deployment is behind an endpoint. */
final class Backends {

  private final Mesh mesh;
  private final Map<String, Deployment> byIp = new HashMap<>();

  Backends(Mesh mesh) {
    this.mesh = mesh;
    Map<String, Deployment> byName = new HashMap<>();
    mesh.deployments().forEach(d -> byName.put(d.namespace() + "/" + d.name(), d));
    for (Pod pod : mesh.pods()) {
      Deployment deployment = byName.get(pod.namespace() + "/" + pod.workload());
      if (deployment != null) {
        byIp.put(pod.ip(), deployment);
      }
    }
  }

  Optional<Deployment> at(Endpoint endpoint) {
    return Optional.ofNullable(byIp.get(endpoint.address()));
  }

  /** The Deployment, if it is of the server, and this port of its pods takes calls. */
  Optional<Deployment> takingCalls(Endpoint endpoint) {
    return at(endpoint)
        .filter(ServerImage::isServer)
        .filter(deployment -> !ServerImage.servesItself(deployment, endpoint.port()));
  }

  List<Deployment> behind(Service service) {
    return service.ports().stream()
        .flatMap(port -> mesh.endpoints(service, port).stream())
        .flatMap(endpoint -> Stream.ofNullable(byIp.get(endpoint.address())))
        .distinct()
        .toList();
  }
}
