package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.model.BoundRules;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The virtual hosts of one port in the eyes of a sidecar or a gRPC client: first what
 * VirtualServices route, then the other Services (istio/istio, core/httproute.go
 * BuildSidecarOutboundVirtualHosts and core/route/route.go BuildSidecarVirtualHostWrapper).
 */
final class OutboundVirtualHosts {

  /** The port on which a VirtualService may name hosts without naming any Service. */
  private static final int HTTP = 80;

  private final RouteContext context;
  private final Routes routes;
  private final int port;
  private final BoundRules rules;
  private final Map<String, Service> services = new LinkedHashMap<>();
  private final Set<String> routed = new HashSet<>();
  private final Map<String, VirtualHost> byName = new LinkedHashMap<>();
  private final Map<String, String> nameByDomain = new HashMap<>();
  private final List<String> wildcards = new ArrayList<>();

  OutboundVirtualHosts(RouteContext context, Iterable<Service> atPort, int port) {
    this.context = context;
    this.routes = new Routes(context);
    this.port = port;
    this.rules = context.mesh().boundRules(context.proxy().namespace(), VirtualService.MESH);
    atPort.forEach(service -> services.put(service.host(), service));
    candidates().forEach(this::add);
    services.values().stream().filter(this::isLeftToDefault).forEach(this::addDefault);
  }

  private List<VirtualService> candidates() {
    return port == HTTP ? rules.inOrder() : rules.covering(services.values());
  }

  List<VirtualHost> all() {
    return List.copyOf(byName.values());
  }

  /** The one that answers for the full name of a Service. */
  Optional<VirtualHost> serving(String host) {
    return Optional.ofNullable(nameByDomain.get(host)).map(byName::get);
  }

  /** Those that answer for the full name of a Service, wildcards included. */
  List<VirtualHost> covering(String host) {
    List<VirtualHost> covering = new ArrayList<>();
    serving(host).ifPresent(covering::add);
    wildcards.stream()
        .filter(domain -> Hosts.covers(domain, host))
        .map(nameByDomain::get)
        .map(byName::get)
        .filter(virtualHost -> !covering.contains(virtualHost))
        .forEach(covering::add);
    return covering;
  }

  private void add(VirtualService rule) {
    HostsAtPort hosts = HostsAtPort.of(rule, services, rules);
    boolean selected = hosts.namesService() || port == HTTP;
    boolean mayOverride =
        !rule.gatewayApi() || hosts.services().stream().anyMatch(s -> owns(rule, s));
    List<Service> http = hosts.services().stream().filter(s -> portOf(s).isPresent()).toList();
    if (!selected || !mayOverride || (http.isEmpty() && port != HTTP)) {
      return;
    }
    boolean free =
        hosts.otherHosts().stream().anyMatch(host -> !byName.containsKey(name(host)))
            || http.stream().anyMatch(s -> !byName.containsKey(name(s.host())));
    List<Route> ruled = free ? routes.of(rule, port) : List.of(); // else nothing of it is read
    if (!ruled.isEmpty()) {
      hosts
          .otherHosts()
          .forEach(host -> add(host, VirtualHosts.domains(host, port, context), ruled));
      http.forEach(service -> add(service, ruled));
    }
  }

  /** A route of the Gateway API is for its own namespace, or for the Service's own. */
  private boolean owns(VirtualService rule, Service service) {
    return service.namespace().equals(rule.namespace())
        || context.proxy().namespace().equals(rule.namespace());
  }

  /** Another name has a route of its own only where a VirtualService is written for it. */
  private boolean isLeftToDefault(Service service) {
    return !routed.contains(service.host())
        && context.mesh().externalNames().of(service.host()).isEmpty();
  }

  private void addDefault(Service service) {
    portOf(service).ifPresent(p -> add(service, List.of(routes.byDefault(service, p))));
  }

  private void add(Service service, List<Route> ruled) {
    routed.add(service.host());
    add(service.host(), VirtualHosts.domains(service, port, context), ruled);
  }

  /** The first claim to a name, and to a domain, stands. */
  private void add(String host, List<String> domains, List<Route> ruled) {
    String name = name(host);
    if (byName.containsKey(name)) {
      return;
    }
    List<String> free =
        domains.stream().filter(d -> nameByDomain.putIfAbsent(d, name) == null).toList();
    if (!free.isEmpty()) {
      byName.put(name, VirtualHosts.of(name, free, ruled));
      free.stream().filter(Hosts::isWildcard).forEach(wildcards::add);
    }
  }

  private Optional<ServicePort> portOf(Service service) {
    return service.port(port).filter(p -> p.protocol().isHttp() || p.protocol().isSniffed());
  }

  private String name(String host) {
    return host + ":" + port;
  }
}
