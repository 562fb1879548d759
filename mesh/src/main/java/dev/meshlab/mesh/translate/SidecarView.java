package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What istiod sends to a client's sidecar: a pure function of the mesh.
 *
 * <p>Left out are the resources for traffic that is not the client's own calls (inbound listeners)
 * and Istio's metadata and statistics names, on which nobody's answer depends.
 */
public final class SidecarView {

  private final List<Listener> listeners = new ArrayList<>();
  private final List<RouteConfiguration> routes = new ArrayList<>();

  private final Mesh mesh;
  private final ClientWorkload client;

  private SidecarView(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
    RouteConfigurations configurations = new RouteConfigurations(mesh, client);
    Set<String> bound = new HashSet<>();
    Set<Integer> shared = new HashSet<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.meshPorts()) {
        // One listener for a loopback port: of Services that differ in kind, the first has it.
        if (bound.add(Listeners.name(port))) {
          listeners.add(listener(service, port));
        }
        if (port.protocol().isSniffed()) {
          routes.add(configurations.own(service, port));
        } else if (port.protocol().isHttp() && shared.add(port.number())) {
          routes.add(configurations.shared(port.number()));
        }
      }
    }
  }

  /** The resources that serve the client's calls. */
  public static Resources translate(Mesh mesh, ClientWorkload client) {
    return GatewayServices.leftOut(mesh, everything(mesh, client));
  }

  private static Resources everything(Mesh mesh, ClientWorkload client) {
    SidecarView view = new SidecarView(mesh, client);
    List<Cluster> clusters = Clusters.ofSidecar(mesh, client).all();
    return new Resources(
        clusters,
        new Endpoints(mesh, client).of(Clusters.byEds(clusters)),
        view.listeners,
        view.routes);
  }

  /** The same with what istiod adds for traffic that the mesh does not know. */
  public static Resources translateWithPassthrough(Mesh mesh, ClientWorkload client) {
    Resources resources = everything(mesh, client);
    List<Cluster> clusters = new ArrayList<>(resources.clusters());
    clusters.addAll(Passthrough.clusters());
    List<RouteConfiguration> routes =
        resources.routes().stream().map(SidecarView::allowingAny).toList();
    return new Resources(clusters, resources.endpoints(), resources.listeners(), routes);
  }

  /** The name of the listener that takes the calls for a Service port. */
  public static String listener(ServicePort port) {
    return Listeners.name(port);
  }

  private Listener listener(Service service, ServicePort port) {
    if (port.protocol().isHttp()) {
      return Listeners.http(port);
    }
    return port.protocol().isSniffed()
        ? Listeners.sniffed(service, port, rule(service))
        : Listeners.opaque(service, port, rule(service));
  }

  private Optional<DestinationRule> rule(Service service) {
    return mesh.destinationRule(client, service);
  }

  /** A sniffed port's configuration has a virtual host for every name already. */
  private static RouteConfiguration allowingAny(RouteConfiguration routes) {
    boolean complete =
        routes.getVirtualHostsList().stream().anyMatch(host -> host.getDomainsList().contains("*"));
    return complete ? routes : routes.toBuilder().addVirtualHosts(Passthrough.allowAny()).build();
  }
}
