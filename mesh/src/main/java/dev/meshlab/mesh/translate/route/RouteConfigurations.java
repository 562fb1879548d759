package dev.meshlab.mesh.translate.route;

import com.google.protobuf.BoolValue;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.config.OutboundTrafficPolicy;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The route configurations of a sidecar or a gRPC client (istio/istio, core/httproute.go). */
public final class RouteConfigurations {

  private final RouteContext context;
  private final Map<Integer, List<Service>> byPort = new HashMap<>();
  private final Map<Integer, OutboundVirtualHosts> virtualHosts = new HashMap<>();

  public RouteConfigurations(RouteContext context) {
    this.context = context;
    context.services().forEach(this::index);
    context.otherNames().forEach(this::index);
  }

  private void index(Service service) {
    service.ports().stream()
        .map(ServicePort::number)
        .distinct()
        .forEach(n -> byPort.computeIfAbsent(n, unused -> new ArrayList<>()).add(service));
  }

  /**
   * A sidecar's: one for each number of a declared HTTP port, and one for each sniffed port, whose
   * listener is the Service's own in a cluster.
   */
  public List<RouteConfiguration> ofSidecar() {
    Map<String, RouteConfiguration> configurations = new LinkedHashMap<>();
    for (Service service : context.services()) {
      for (ServicePort port : service.meshPorts()) {
        if (port.protocol().isHttp()) {
          String name = String.valueOf(port.number());
          configurations.computeIfAbsent(name, unused -> shared(port.number()));
        } else if (port.protocol().isSniffed()) {
          configurations.computeIfAbsent(Names.hostPort(service, port), n -> own(n, service, port));
        }
      }
    }
    return List.copyOf(configurations.values());
  }

  /** A gRPC client's for one Service port: only what answers for that Service. */
  public RouteConfiguration ofGrpc(Service service, ServicePort port) {
    return RouteConfiguration.newBuilder()
        .setName(Names.cluster(service, port))
        .addAllVirtualHosts(at(port.number()).covering(service.host()))
        .build();
  }

  private RouteConfiguration shared(int port) {
    List<VirtualHost> known = at(port).all();
    RouteConfiguration.Builder routes =
        configuration(String.valueOf(port)).addAllVirtualHosts(known);
    if (refusesUnknown() && !UnknownHosts.areTakenBy(known)) {
      routes.addVirtualHosts(UnknownHosts.REFUSED);
    }
    return routes.build();
  }

  private boolean refusesUnknown() {
    return context.mesh().config().outboundTrafficPolicy() == OutboundTrafficPolicy.REGISTRY_ONLY;
  }

  /** Whatever host a call names, it means the Service whose listener it came by. */
  private RouteConfiguration own(String name, Service service, ServicePort port) {
    Optional<VirtualHost> only = at(port.number()).serving(service.host());
    RouteConfiguration.Builder configuration = configuration(name);
    only.map(host -> host.toBuilder().clearDomains().addDomains("*").build())
        .ifPresent(configuration::addVirtualHosts);
    return configuration.build();
  }

  private OutboundVirtualHosts at(int port) {
    return virtualHosts.computeIfAbsent(
        port, p -> new OutboundVirtualHosts(context, byPort.getOrDefault(p, List.of()), p));
  }

  public static RouteConfiguration.Builder configuration(String name) {
    return RouteConfiguration.newBuilder()
        .setName(name)
        .setValidateClusters(BoolValue.of(false))
        .setIgnorePortInHostMatching(true)
        .setMaxDirectResponseBodySizeBytes(UInt32Value.of(1 << 20));
  }
}
