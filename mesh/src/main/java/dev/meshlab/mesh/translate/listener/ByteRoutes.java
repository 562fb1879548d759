package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.translate.route.RouteContext;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The destinations of bytes that a gateway does not read: {@code tls} and {@code tcp} routes. */
public final class ByteRoutes {

  /** A route for connections that name one of some hosts. */
  public record BySni(List<String> sniHosts, List<Filter> filters) {}

  private final Mesh mesh;
  private final ClientWorkload workload;
  private final TcpRoutes routes;
  private final Set<String> claimed = new HashSet<>();

  public ByteRoutes(Mesh mesh, ClientWorkload workload) {
    this.mesh = mesh;
    this.workload = workload;
    this.routes = new TcpRoutes(RouteContext.ofSidecar(mesh, workload));
  }

  /**
   * A route for each {@code tls} match. A name that another has claimed is left out with all of its
   * match, as in istiod: Envoy refuses two filter chains for one name.
   */
  public List<BySni> bySni(GatewayServer server) {
    List<BySni> chains = new ArrayList<>();
    for (VirtualService rule : bound(server)) {
      for (Fields tls : rule.tls()) {
        Optional<List<Filter>> filters = filters(rule, tls, server);
        for (Fields match : tls.children("match")) {
          List<String> names = match.strings("sniHosts");
          if (filters.isPresent() && concerns(rule, match, server) && claim(server, names)) {
            chains.add(new BySni(names, filters.get()));
          }
        }
      }
    }
    return chains;
  }

  private boolean claim(GatewayServer server, List<String> names) {
    List<String> claims =
        names.stream().map(name -> server.port() + " " + server.bind() + " " + name).toList();
    return claims.stream().noneMatch(claimed::contains) && claimed.addAll(claims);
  }

  /** The first {@code tcp} route that is for the server. */
  public Optional<List<Filter>> of(GatewayServer server) {
    for (VirtualService rule : bound(server)) {
      for (Fields tcp : rule.tcp()) {
        List<Fields> matches = tcp.children("match");
        boolean all = matches.isEmpty();
        if (all || matches.stream().anyMatch(match -> concerns(rule, match, server))) {
          Optional<List<Filter>> filters = filters(rule, tcp, server);
          if (filters.isPresent()) {
            return filters;
          }
        }
      }
    }
    return Optional.empty();
  }

  private List<VirtualService> bound(GatewayServer server) {
    return mesh.boundRules(workload.namespace(), server.gateway()).inOrder().stream()
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

  private Optional<List<Filter>> filters(VirtualService rule, Fields bytes, GatewayServer server) {
    return bytes.has("route")
        ? Optional.of(routes.of(rule, bytes, server.port(), server.protocol()))
        : Optional.empty();
  }
}
