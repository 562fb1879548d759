package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.PolicyFields;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.unplayed.Touch.Clients;
import dev.meshlab.mesh.unplayed.Touch.IfProxied;
import dev.meshlab.mesh.unplayed.Touch.ToHosts;
import java.util.List;
import java.util.stream.Stream;

/**
 * Policies by which a sidecar sends calls to the address that was dialled. Of a Service with a
 * virtual IP that is this IP, which iptables keep for the sidecar and the lab does not have; the
 * pods of a headless Service are played.
 */
final class PassedThrough {

  private static final String FIELD = "simple";

  private PassedThrough() {}

  /** Those of a DestinationRule. */
  static Stream<Unplayed> of(Document rule, Mesh mesh) {
    Fields spec = Fields.of(rule).below("spec");
    List<String> hosts =
        mesh.servicesCoveredBy(Hosts.resolve(spec.string("host", ""), rule.namespace())).stream()
            .filter(service -> !service.headless() || mesh.config().edsForHeadless())
            .map(Service::host)
            .toList();
    return hosts.isEmpty()
        ? Stream.of()
        : PolicyFields.of(spec)
            .map(policy -> policy.fields().below("loadBalancer"))
            .filter(balancer -> balancer.string(FIELD, "").equals("PASSTHROUGH"))
            .map(balancer -> unplayed(rule, balancer, hosts));
  }

  private static Unplayed unplayed(Document rule, Fields balancer, List<String> hosts) {
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        rule,
        balancer.path(FIELD),
        balancer.position(FIELD),
        "loadBalancer PASSTHROUGH of a Service with a virtual IP",
        "sends calls to the address that was dialled, the virtual IP of the Service",
        new IfProxied(new ToHosts(hosts, Clients.OF_MESH)));
  }
}
