package dev.meshlab.mesh.translate.gateway;

import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The Services in front of gateways, which lead to proxies and not to servers. What the mesh sends
 * for them is left out where only what serves calls is wanted, as are the passthrough clusters.
 */
public final class GatewayServices {

  private GatewayServices() {}

  public static Resources leftOut(Mesh mesh, Resources resources) {
    Set<String> hosts =
        mesh.gatewayServices().stream().map(Service::host).collect(Collectors.toSet());
    if (hosts.isEmpty()) {
      return resources;
    }
    return new Resources(
        kept(resources.clusters(), cluster -> !hosts.contains(hostOfCluster(cluster.getName()))),
        kept(resources.endpoints(), e -> !hosts.contains(hostOfCluster(e.getClusterName()))),
        kept(resources.listeners(), l -> !hosts.contains(hostOfName(l.getName()))),
        kept(resources.routes(), r -> !isFor(hosts, r.getName())).stream()
            .map(routes -> without(hosts, routes))
            .toList());
  }

  private static RouteConfiguration without(Set<String> hosts, RouteConfiguration routes) {
    List<VirtualHost> others =
        kept(routes.getVirtualHostsList(), host -> !hosts.contains(hostOfName(host.getName())));
    return routes.toBuilder().clearVirtualHosts().addAllVirtualHosts(others).build();
  }

  private static boolean isFor(Set<String> hosts, String routes) {
    return hosts.contains(hostOfCluster(routes)) || hosts.contains(hostOfName(routes));
  }

  private static <T> List<T> kept(List<T> all, Predicate<T> wanted) {
    return all.stream().filter(wanted).toList();
  }

  /** {@code outbound|port|subset|host}. */
  private static String hostOfCluster(String name) {
    return name.substring(name.lastIndexOf('|') + 1);
  }

  /** {@code host:port}. */
  private static String hostOfName(String name) {
    int colon = name.lastIndexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }
}
