package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.VirtualService;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.WeightedCluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a gateway sends the bytes that it does not read: {@code tls} and {@code tcp} routes. */
final class ByteRoutes {

  /** A route for connections that name one of some hosts. */
  record BySni(List<String> sniHosts, Filter filter) {}

  private final Mesh mesh;
  private final ClientWorkload workload;
  private final RouteContext context;
  private final Set<String> claimed = new HashSet<>();

  ByteRoutes(Mesh mesh, ClientWorkload workload) {
    this.mesh = mesh;
    this.workload = workload;
    this.context = RouteContext.ofSidecar(mesh, workload);
  }

  /**
   * A route for each {@code tls} match. A name that another has claimed is left out with all of its
   * match, as in istiod: Envoy refuses two filter chains for one name.
   */
  List<BySni> bySni(GatewayServer server) {
    List<BySni> routes = new ArrayList<>();
    for (VirtualService rule : bound(server)) {
      for (Fields tls : rule.tls()) {
        Optional<Filter> filter = proxy(rule, tls, server.port());
        for (Fields match : tls.children("match")) {
          List<String> names = match.strings("sniHosts");
          if (filter.isPresent() && concerns(rule, match, server) && claim(server, names)) {
            routes.add(new BySni(names, filter.get()));
          }
        }
      }
    }
    return routes;
  }

  private boolean claim(GatewayServer server, List<String> names) {
    List<String> claims =
        names.stream().map(name -> server.port() + " " + server.bind() + " " + name).toList();
    return claims.stream().noneMatch(claimed::contains) && claimed.addAll(claims);
  }

  /** The first {@code tcp} route that is for the server. */
  Optional<Filter> of(GatewayServer server) {
    for (VirtualService rule : bound(server)) {
      for (Fields tcp : rule.tcp()) {
        List<Fields> matches = tcp.children("match");
        boolean all = matches.isEmpty();
        if (all || matches.stream().anyMatch(match -> concerns(rule, match, server))) {
          Optional<Filter> filter = proxy(rule, tcp, server.port());
          if (filter.isPresent()) {
            return filter;
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<VirtualService> bound(GatewayServer server) {
    return mesh.virtualServices(server.gateway(), workload).stream()
        .filter(rule -> sharesHost(server, rule))
        .toList();
  }

  private static boolean sharesHost(GatewayServer server, VirtualService rule) {
    return !Hosts.intersection(server.hostsFor(rule.namespace()), rule.hosts()).isEmpty();
  }

  private static boolean concerns(VirtualService rule, Fields match, GatewayServer server) {
    List<String> gateways = match.strings("gateways");
    return match.integer("port", server.port()) == server.port()
        && (gateways.isEmpty() || rule.bindsTo(gateways, Set.of(server.gateway())));
  }

  private Optional<Filter> proxy(VirtualService rule, Fields bytes, int port) {
    List<Fields> routes = bytes.children("route");
    if (routes.isEmpty()) {
      return Optional.empty();
    }
    TcpProxy.Builder proxy = TcpProxy.newBuilder();
    if (routes.size() == 1) {
      routes.get(0).integer("weight"); // taken note of: a single destination gets everything
      String cluster = context.opaqueCluster(rule, routes.get(0).below("destination"), port);
      proxy.setStatPrefix(cluster).setCluster(cluster);
    } else {
      proxy.setStatPrefix(rule.name() + "." + rule.namespace());
      proxy.setWeightedClusters(weighted(rule, routes, port));
    }
    return Optional.of(Chain.filter("tcp_proxy", proxy.build()));
  }

  private WeightedCluster weighted(VirtualService rule, List<Fields> routes, int port) {
    WeightedCluster.Builder weighted = WeightedCluster.newBuilder();
    for (Fields route : routes) {
      int weight = route.integer("weight", 0);
      if (weight > 0) {
        String cluster = context.opaqueCluster(rule, route.below("destination"), port);
        weighted.addClustersBuilder().setName(cluster).setWeight(weight);
      }
    }
    return weighted.build();
  }
}
