package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.ExternalNames.ExternalName;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.xds.Names;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * For whom routes are made.
 *
 * @param proxy the workload of the sidecar, the gateway or the gRPC client
 * @param gateways the gateways that it is, as {@code namespace/name}; {@code mesh} for a sidecar
 * @param grpc whether it is a proxyless gRPC client
 * @param tls whether the requests come over TLS that it terminates
 */
public record RouteContext(
    Mesh mesh, ClientWorkload proxy, Set<String> gateways, boolean grpc, boolean tls) {

  public static RouteContext ofSidecar(Mesh mesh, ClientWorkload client) {
    return new RouteContext(mesh, client, Set.of(VirtualService.MESH), false, false);
  }

  public static RouteContext ofGrpc(Mesh mesh, ClientWorkload client) {
    return new RouteContext(mesh, client, Set.of(VirtualService.MESH), true, false);
  }

  public static RouteContext ofGateway(
      Mesh mesh, ClientWorkload proxy, String gateway, boolean tls) {
    return new RouteContext(mesh, proxy, Set.of(gateway), false, tls);
  }

  /** Those that the proxy knows. */
  public List<Service> services() {
    return mesh.services(proxy);
  }

  /** The Services of type ExternalName that the proxy knows: names without pods of their own. */
  List<Service> otherNames() {
    return mesh.externalNames().all().stream()
        .map(ExternalName::service)
        .filter(service -> service.isSeenFrom(proxy.namespace()))
        .toList();
  }

  /**
   * The fields that istiod sends to gRPC and that gRPC does not heed: translated, and not noted as
   * read.
   */
  Fields unheededByGrpc(Fields fields) {
    return grpc ? fields.sent() : fields;
  }

  /**
   * The cluster that a route's destination names. Without a port a gateway takes the Service's only
   * one; a sidecar sees no port of a Service but the one that was called. Another name of a host is
   * replaced by it, once, where the proxy sees the name (core/route/route.go
   * GetDestinationCluster).
   */
  String cluster(VirtualService rule, Fields destination, int calledPort) {
    boolean sidecar = gateways.contains(VirtualService.MESH);
    String host = rule.resolve(destination.string("host", ""));
    return sidecar
        ? cluster(target(host, s -> s.port(calledPort).isPresent()), destination, calledPort)
        : cluster(target(host, s -> true), destination, onlyPort(host, calledPort));
  }

  /** The cluster that connections are sent to: without a port, the Service's only one. */
  public String opaqueCluster(VirtualService rule, Fields destination, int calledPort) {
    String host = rule.resolve(destination.string("host", ""));
    return cluster(target(host, s -> true), destination, onlyPort(host, calledPort));
  }

  private String target(String host, Predicate<Service> sees) {
    return mesh.externalNames()
        .of(host)
        .filter(name -> name.service().isSeenFrom(proxy.namespace()))
        .filter(name -> sees.test(name.service()))
        .map(ExternalName::target)
        .orElse(host);
  }

  private static String cluster(String host, Fields destination, int fallback) {
    if (host.isEmpty()) {
      return "UnknownService";
    }
    int port = destination.child("port").map(p -> p.integer("number", 0)).orElse(fallback);
    return Names.cluster(port, destination.string("subset", ""), host);
  }

  private int onlyPort(String host, int calledPort) {
    List<ServicePort> ports =
        mesh.service(host)
            .or(() -> mesh.externalNames().of(host).map(ExternalName::service))
            .filter(service -> service.isSeenFrom(proxy.namespace()))
            .map(Service::ports)
            .orElse(List.of());
    return ports.size() == 1 ? ports.get(0).number() : calledPort;
  }
}
