package dev.meshlab.mesh.translate;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A sidecar's route configurations (istio/istio, core/httproute.go). */
final class RouteConfigurations {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final Routes routes;

  RouteConfigurations(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
    this.routes = new Routes(mesh, client, false);
  }

  /** Of a declared HTTP port: a virtual host for every Service that has a port of the number. */
  RouteConfiguration shared(int number) {
    RouteConfiguration.Builder configuration = configuration(String.valueOf(number));
    for (Service service : mesh.services()) {
      service
          .port(number)
          .filter(port -> port.protocol().isHttp() || port.protocol().isSniffed())
          .ifPresent(port -> configuration.addVirtualHosts(virtualHost(service, port)));
    }
    return configuration.addAllVirtualHosts(unregistered(number)).build();
  }

  /** Of a sniffed port: its listener is the Service's own, so any host means that Service. */
  RouteConfiguration own(Service service, ServicePort port) {
    String name = Names.hostPort(service, port);
    VirtualHost only = VirtualHosts.of(name, List.of("*"), routes.of(service, port));
    return configuration(name).addVirtualHosts(only).build();
  }

  private VirtualHost virtualHost(Service service, ServicePort port) {
    return VirtualHosts.of(
        Names.hostPort(service, port),
        VirtualHosts.domains(service, client),
        routes.of(service, port));
  }

  /**
   * Virtual hosts for the names of VirtualServices that are no Service's: on the ports of the
   * Services that the same rule names, or on port 80 when it names none.
   */
  private List<VirtualHost> unregistered(int number) {
    List<VirtualHost> virtualHosts = new ArrayList<>();
    Set<String> taken = new TreeSet<>();
    for (VirtualService rule : mesh.virtualServices(client)) {
      List<Route> ruled = ports(rule).contains(number) ? routes.of(rule, number) : List.of();
      for (String host : rule.hosts()) {
        if (!ruled.isEmpty() && mesh.servicesCoveredBy(host).isEmpty() && taken.add(host)) {
          virtualHosts.add(VirtualHosts.of(host + ":" + number, List.of(host), ruled));
        }
      }
    }
    return virtualHosts;
  }

  private Set<Integer> ports(VirtualService rule) {
    Set<Integer> ports = new TreeSet<>();
    rule.hosts().stream()
        .flatMap(host -> mesh.servicesCoveredBy(host).stream())
        .flatMap(service -> service.ports().stream())
        .filter(port -> port.protocol().isHttp() || port.protocol().isSniffed())
        .forEach(port -> ports.add(port.number()));
    return ports.isEmpty() ? Set.of(80) : ports;
  }

  static RouteConfiguration.Builder configuration(String name) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .setValidateClusters(BoolValue.of(false))
        .setIgnorePortInHostMatching(true)
        .setMaxDirectResponseBodySizeBytes(UInt32Value.of(1 << 20));
  }
}
