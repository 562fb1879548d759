package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What istiod sends to a client's sidecar: a pure function of the mesh.
 *
 * <p>Left out are the resources for traffic that is not the client's own calls (inbound listeners)
 * and Istio's metadata and statistics names, on which nobody's answer depends.
 */
public final class SidecarView {

  private final List<Listener> listeners = new ArrayList<>();
  private final List<RouteConfiguration> routes = new ArrayList<>();

  private SidecarView(Mesh mesh, ClientWorkload client) {
    RouteConfigurations configurations = new RouteConfigurations(mesh, client);
    Set<String> bound = new HashSet<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.meshPorts()) {
        // One listener for a loopback port: of Services that differ in kind, the first has it.
        if (bound.add(Listeners.name(port))) {
          listen(service, port, configurations);
        }
      }
    }
  }

  /** The resources that serve the client's calls. */
  public static Resources translate(Mesh mesh, ClientWorkload client) {
    SidecarView view = new SidecarView(mesh, client);
    List<Cluster> clusters = new Clusters(mesh, client).all();
    Set<String> byEds =
        clusters.stream()
            .filter(cluster -> cluster.getType() == DiscoveryType.EDS)
            .map(Cluster::getName)
            .collect(Collectors.toSet());
    return new Resources(
        clusters, new Endpoints(mesh, client).of(byEds), view.listeners, view.routes);
  }

  /** The same with what istiod adds for traffic that the mesh does not know. */
  public static Resources translateWithPassthrough(Mesh mesh, ClientWorkload client) {
    Resources resources = translate(mesh, client);
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

  private void listen(Service service, ServicePort port, RouteConfigurations configurations) {
    if (port.protocol().isHttp()) {
      listeners.add(Listeners.http(port));
      routes.add(configurations.shared(port.number()));
    } else if (port.protocol().isSniffed()) {
      listeners.add(Listeners.sniffed(service, port));
      routes.add(configurations.own(service, port));
    } else {
      listeners.add(Listeners.opaque(service, port));
    }
  }

  /** A sniffed port's configuration has a virtual host for every name already. */
  private static RouteConfiguration allowingAny(RouteConfiguration routes) {
    boolean complete =
        routes.getVirtualHostsList().stream().anyMatch(host -> host.getDomainsList().contains("*"));
    return complete ? routes : routes.toBuilder().addVirtualHosts(Passthrough.allowAny()).build();
  }
}
