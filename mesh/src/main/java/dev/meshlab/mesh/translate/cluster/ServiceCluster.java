package dev.meshlab.mesh.translate.cluster;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.Subset;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.translate.xds.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster before a plane gives it a form: a port of a Service or a subset of it, as one client
 * sees it.
 *
 * @param subset empty for the whole Service
 * @param labels of the subset's endpoints
 * @param policy what its rule says of this cluster
 * @param hostPolicy what its rule says of the whole Service at this port
 * @param seededPolicy the policy of this cluster with what the mesh config adds; it is a proxy's,
 *     and decides nothing about endpoints and nothing for gRPC
 */
public record ServiceCluster(
    Service service,
    ServicePort port,
    String subset,
    Map<String, String> labels,
    Optional<DestinationRule> rule,
    TrafficPolicy policy,
    TrafficPolicy hostPolicy,
    TrafficPolicy seededPolicy) {

  /** Every cluster that a client may call, each Service port before its subsets. */
  public static List<ServiceCluster> all(Mesh mesh, ClientWorkload client) {
    List<ServiceCluster> all = new ArrayList<>();
    mesh.services(client).forEach(service -> all.addAll(of(mesh, client, service)));
    return all;
  }

  static List<ServiceCluster> of(Mesh mesh, ClientWorkload client, Service service) {
    List<ServiceCluster> all = new ArrayList<>();
    Optional<DestinationRule> rule = mesh.destinationRule(client, service);
    Fields ofMesh = mesh.config().defaultTrafficPolicy();
    service.meshPorts().forEach(port -> add(all, service, port, rule, ofMesh));
    return all;
  }

  private static void add(
      List<ServiceCluster> all,
      Service service,
      ServicePort port,
      Optional<DestinationRule> rule,
      Fields ofMesh) {
    int number = port.number();
    TrafficPolicy host = rule.map(r -> r.policy(number)).orElse(TrafficPolicy.NONE);
    TrafficPolicy seeded = host.seededBy(ofMesh);
    all.add(new ServiceCluster(service, port, "", Map.of(), rule, host, host, seeded));
    for (Subset subset : rule.map(DestinationRule::subsets).orElse(List.of())) {
      all.add(
          new ServiceCluster(
              service,
              port,
              subset.name(),
              subset.labels(),
              rule,
              rule.map(r -> r.policy(subset, number, host)).orElse(host),
              host,
              rule.map(r -> r.policy(subset, number, seeded)).orElse(seeded)));
    }
  }

  /** True if the subset's own policy, without regard to ports, is PASSTHROUGH. */
  boolean subsetIsPassedThrough() {
    return rule.flatMap(r -> r.subset(subset))
        .flatMap(Subset::trafficPolicy)
        .flatMap(own -> own.child("loadBalancer"))
        .flatMap(loadBalancer -> loadBalancer.string("simple"))
        .filter(simple -> simple.equals("PASSTHROUGH"))
        .isPresent();
  }

  public String name() {
    return Names.cluster(port.number(), subset, service.host());
  }

  /** The name by which TLS within the mesh asks for it (model.BuildDNSSrvSubsetKey). */
  public String sni() {
    return name().replace("|", "_.");
  }

  /** The endpoints that answer, ready or not. */
  List<Endpoint> endpoints(Mesh mesh) {
    return mesh.endpoints(service, port).stream().filter(e -> e.matches(labels)).toList();
  }
}
