package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.Viewer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.config.OutboundTrafficPolicy;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.Optional;

/**
 * The Services that exist and that istiod does not show to a caller. Its sidecar lets such calls
 * through to the address that was dialled (istio.io, Accessing External Services), where iptables
 * are needed to know that address.
 */
record UnseenServices(Mesh mesh, ClientWorkload caller) {

  private static final int HTTP = 80;

  /**
   * The reason why nothing is known of calls to a host; empty where the caller sees the Service.
   */
  Optional<String> touching(Plane plane, Target target) {
    return plane.needsEnvoy() && plane.viewer() == Viewer.CALLER
        ? mesh.service(target.host())
            .filter(service -> !service.isSeenFrom(caller.namespace()))
            .filter(service -> letsThrough() && !isRouted(target))
            .map(service -> reason(service, caller.namespace()))
        : Optional.empty();
  }

  private boolean letsThrough() {
    return mesh.config().unnoted().outboundTrafficPolicy() == OutboundTrafficPolicy.ALLOW_ANY;
  }

  /** istiod takes a host that it knows only from a VirtualService to be on port 80 alone. */
  private boolean isRouted(Target target) {
    return target.port() == HTTP
        && mesh.boundRules(caller.namespace(), VirtualService.MESH).inOrder().stream()
            .flatMap(rule -> rule.hosts().stream())
            .anyMatch(of -> Hosts.covers(of, target.host()));
  }

  private static String reason(Service service, String namespace) {
    return ("Service %s/%s is not visible in namespace %s (exportTo, or discoverySelectors), so a"
            + " sidecar there lets the connections through to its virtual IP, as in the column"
            + " plain, and the lab does not play it")
        .formatted(service.namespace(), service.name(), namespace);
  }
}
