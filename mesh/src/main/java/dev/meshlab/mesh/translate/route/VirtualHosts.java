package dev.meshlab.mesh.translate.route;

import dev.meshlab.mesh.model.Service;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;

/** The names by which a Service can be called (istio/istio, core/httproute.go). */
public final class VirtualHosts {

  private VirtualHosts() {}

  public static VirtualHost of(String name, List<String> domains, List<Route> routes) {
    return VirtualHost.newBuilder()
        .setName(name)
        .addAllDomains(domains)
        .addAllRoutes(routes)
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  /**
   * A Service's full name, what a resolver in the client's namespace completes, the same of its
   * other names, and its VIP. Envoy has a setting to ignore the port; a gRPC client has none, and
   * its authority carries a port.
   */
  static List<String> domains(Service service, int port, RouteContext context) {
    List<String> domains = new ArrayList<>(names(service, context));
    context
        .mesh()
        .externalNames()
        .namesOf(service)
        .forEach(name -> domains.addAll(names(name, context)));
    if (service.headless()) {
      List.copyOf(domains).forEach(domain -> domains.add("*." + domain));
    } else if (!service.address().isEmpty()) {
      domains.add(service.address());
    }
    return domains.stream().flatMap(d -> domains(d, port, context).stream()).toList();
  }

  private static List<String> names(Service service, RouteContext context) {
    String inNamespace = service.name() + "." + service.namespace();
    List<String> domains = new ArrayList<>();
    domains.add(service.host());
    domains.add(service.host() + ".");
    if (service.namespace().equals(context.proxy().namespace())) {
      domains.add(service.name());
    }
    domains.add(inNamespace + ".svc");
    domains.add(inNamespace);
    return domains;
  }

  /** One name, for a gRPC client also with the port. */
  static List<String> domains(String name, int port, RouteContext context) {
    return context.grpc() ? List.of(name, name + ":" + port) : List.of(name);
  }
}
