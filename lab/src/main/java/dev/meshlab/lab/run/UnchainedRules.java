package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * VirtualServices that lead the calls of a Service without pods to other Services. A sidecar
 * applies them; a gateway that sends calls to the Service does not, since it has applied a
 * VirtualService already.
 */
final class UnchainedRules {

  private final Mesh mesh;
  private final Experiments experiments;

  UnchainedRules(Mesh mesh, Experiments experiments) {
    this.mesh = mesh;
    this.experiments = experiments;
  }

  /** A sentence for each door whose calls end there. */
  List<String> notes(List<GatewayTarget> doors) {
    return doors.stream().flatMap(this::notes).toList();
  }

  private Stream<String> notes(GatewayTarget door) {
    return experiments.of(door).services().stream()
        .filter(this::isWithoutEndpoints)
        .flatMap(service -> inSidecars(service).map(rule -> note(door, service, rule)).stream());
  }

  private boolean isWithoutEndpoints(Service service) {
    return service.ports().stream().allMatch(port -> mesh.endpoints(service, port).isEmpty());
  }

  private Optional<VirtualService> inSidecars(Service service) {
    return mesh.virtualService(
        new ClientWorkload(service.namespace(), Map.of(), Locality.UNKNOWN), service);
  }

  private static String note(GatewayTarget door, Service service, VirtualService rule) {
    return ("%s: the gateway sends calls to Service %s/%s, which has no pods; VirtualService %s/%s"
            + " leads its calls on in sidecars alone, since VirtualServices do not chain: write its"
            + " destinations into the gateway's VirtualService, too")
        .formatted(
            door.target(),
            service.namespace(),
            service.name(),
            rule.metadata().namespace(),
            rule.metadata().name());
  }
}
