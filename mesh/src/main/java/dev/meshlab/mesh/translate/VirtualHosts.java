package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;

/** The names by which a Service can be called (istio/istio, core/httproute.go). */
final class VirtualHosts {

  private VirtualHosts() {}

  static VirtualHost of(String name, List<String> domains, List<Route> routes) {
    return VirtualHost.newBuilder()
        .setName(name)
        .addAllDomains(domains)
        .addAllRoutes(routes)
        .setIncludeRequestAttemptCount(true)
        .build();
  }

  /** A Service's full name, what a resolver in the client's namespace completes, and its VIP. */
  static List<String> domains(Service service, ClientWorkload client) {
    String inNamespace = service.name() + "." + service.namespace();
    List<String> domains = new ArrayList<>();
    domains.add(service.host());
    domains.add(service.host() + ".");
    if (service.namespace().equals(client.namespace())) {
      domains.add(service.name());
    }
    domains.add(inNamespace + ".svc");
    domains.add(inNamespace);
    if (service.headless()) {
      List.copyOf(domains).forEach(domain -> domains.add("*." + domain));
    } else {
      domains.add(service.address());
    }
    return domains;
  }

  /** The same names, each also with the port, which a gRPC client's authority carries. */
  static List<String> domainsWithPort(Service service, ServicePort port, ClientWorkload client) {
    List<String> domains = new ArrayList<>();
    for (String domain : domains(service, client)) {
      domains.add(domain);
      domains.add(domain + ":" + port.number());
    }
    return domains;
  }
}
