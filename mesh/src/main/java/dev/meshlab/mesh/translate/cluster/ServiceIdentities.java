package dev.meshlab.mesh.translate.cluster;

import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import java.util.List;

/** The identities of all who answer for a Service. */
public final class ServiceIdentities {

  private ServiceIdentities() {}

  /** SPIFFE names, sorted. */
  public static List<String> of(Mesh mesh, Service service) {
    return service.ports().stream()
        .flatMap(port -> mesh.endpoints(service, port).stream())
        .map(Endpoint::identity)
        .filter(identity -> !identity.isEmpty())
        .flatMap(mesh.config()::identities)
        .distinct()
        .sorted()
        .toList();
  }
}
