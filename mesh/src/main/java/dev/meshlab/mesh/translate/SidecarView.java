package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.cluster.Clusters;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.gateway.GatewayServices;
import dev.meshlab.mesh.translate.listener.Interception;
import dev.meshlab.mesh.translate.listener.Listeners;
import dev.meshlab.mesh.translate.listener.OutboundListeners;
import dev.meshlab.mesh.translate.route.RouteConfigurations;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.route.UnknownHosts;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The resources that istiod sends to a client's sidecar: a pure function of the mesh.
 *
 * <p>Left out are the resources for traffic that is not the client's own calls (inbound listeners)
 * and Istio's metadata and statistics names, on which no answer depends.
 */
public final class SidecarView {

  private SidecarView() {}

  /** The resources that serve the client's calls. */
  public static Resources translate(Mesh mesh, ClientWorkload client) {
    return GatewayServices.leftOut(mesh, everything(mesh, client));
  }

  private static Resources everything(Mesh mesh, ClientWorkload client) {
    RouteContext context = RouteContext.ofSidecar(mesh, client);
    List<Cluster> clusters = Clusters.ofSidecar(mesh, client).all();
    return new Resources(
        clusters,
        new Endpoints(mesh, client).of(Clusters.byEds(clusters)),
        new OutboundListeners(context).all(),
        new RouteConfigurations(context).ofSidecar());
  }

  /**
   * The endpoints of one Service alone, for a change of its pods: nothing else of what {@link
   * #translate} gives depends on them.
   */
  public static List<ClusterLoadAssignment> endpoints(
      Mesh mesh, ClientWorkload client, Service service) {
    List<Cluster> clusters = Clusters.ofSidecar(mesh, client).of(service);
    return new Endpoints(mesh, client).of(service, Clusters.byEds(clusters));
  }

  /** The same with what istiod adds for traffic that the mesh does not know. */
  public static Resources translateWithPassthrough(Mesh mesh, ClientWorkload client) {
    Resources resources = everything(mesh, client);
    List<Cluster> clusters = new ArrayList<>(resources.clusters());
    clusters.addAll(Passthrough.clusters(mesh.config()));
    List<RouteConfiguration> routes =
        resources.routes().stream().map(SidecarView::allowingAny).toList();
    return new Resources(clusters, resources.endpoints(), resources.listeners(), routes);
  }

  /**
   * All that a pod's sidecar in a cluster is sent for the calls that go out: the same, with the
   * listeners to which iptables lead, and the routes for which these ask.
   */
  public static Resources intercepting(Mesh mesh, Pod pod) {
    ClientWorkload client = ClientWorkload.of(pod);
    List<Listener> listeners =
        new OutboundListeners(
                RouteContext.ofSidecar(mesh, client), Interception.byIptables(mesh, pod.ip()))
            .all();
    Set<String> asked = listeners.stream().flatMap(Listeners::routes).collect(Collectors.toSet());
    Resources all = translateWithPassthrough(mesh, client);
    return all.withListeners(listeners)
        .withRoutes(all.routes().stream().filter(each -> asked.contains(each.getName())).toList());
  }

  /** The name of the listener that takes the calls for a Service port. */
  public static String listener(ServicePort port) {
    return Listeners.name(port.number());
  }

  /** A sniffed port's configuration has a virtual host for every name already. */
  private static RouteConfiguration allowingAny(RouteConfiguration routes) {
    return UnknownHosts.areTakenBy(routes)
        ? routes
        : routes.toBuilder().addVirtualHosts(Passthrough.allowAny()).build();
  }
}
