package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;

/**
 * HTTP routes at a Gateway's server that passes TLS through: it cannot read requests, and takes
 * {@code tls} routes by SNI alone (istio/istio, core/gateway.go
 * buildGatewayNetworkFiltersFromTLSRoutes).
 */
public final class PassthroughAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      Fields spec = AdviceContext.spec(rule);
      if (spec.children("http").isEmpty() || !spec.children("tls").isEmpty()) {
        continue;
      }
      List<GatewayServer> servers = servers(context, rule);
      boolean read = servers.stream().anyMatch(GatewayServer::isHttp);
      servers.stream()
          .filter(PassthroughAdvice::passesThrough)
          .filter(server -> !read || !isRouted(context, server, rule))
          .findFirst()
          .map(server -> advice(rule, spec, server, read))
          .ifPresent(advice::add);
    }
    return advice;
  }

  /** True if a rule has routes by SNI for a host of another at a server. */
  private static boolean isRouted(AdviceContext context, GatewayServer server, Document other) {
    return context.virtualServices().stream()
        .filter(rule -> !AdviceContext.spec(rule).children("tls").isEmpty())
        .filter(rule -> AdviceContext.gateways(rule).contains(server.gateway()))
        .anyMatch(rule -> !Hosts.intersection(hosts(rule), hosts(other)).isEmpty());
  }

  /** True for a route at this server only. */
  private static boolean isOnlyAt(GatewayServer server, Fields http) {
    List<Fields> matches = http.children("match");
    return !matches.isEmpty() && matches.stream().allMatch(match -> isAt(server, match));
  }

  private static boolean isAt(GatewayServer server, Fields match) {
    return match.integer("port").filter(port -> port == server.port()).isPresent();
  }

  private static List<String> hosts(Document rule) {
    return AdviceContext.spec(rule).strings("hosts").stream()
        .map(host -> Hosts.resolve(host, rule.namespace()))
        .toList();
  }

  /** The servers that take in a host of the rule. */
  private static List<GatewayServer> servers(AdviceContext context, Document rule) {
    List<String> hosts = hosts(rule);
    return AdviceContext.gateways(rule).stream()
        .filter(gateway -> !gateway.equals(VirtualService.MESH))
        .flatMap(gateway -> context.servers(gateway).stream())
        .filter(server -> !Hosts.intersection(server.hostsFor(rule.namespace()), hosts).isEmpty())
        .toList();
  }

  private static boolean passesThrough(GatewayServer server) {
    return server.tls().filter(tls -> tls.mode().passesThrough()).isPresent();
  }

  /**
   * The advice for a rule at a server.
   *
   * @param read whether another server of the rule's Gateways reads requests
   */
  private static Diagnostic advice(Document rule, Fields spec, GatewayServer server, boolean read) {
    String message =
        "port %d of Gateway %s passes TLS through, and so reads no requests: it takes tls routes with sniHosts only, and none of these"
            .formatted(server.port(), server.gateway());
    List<Fields> all = spec.children("http");
    List<Fields> dead = read ? all.stream().filter(http -> isOnlyAt(server, http)).toList() : all;
    boolean forMesh = !read && spec.strings("gateways").contains(VirtualService.MESH);
    List<Fields> kept = forMesh ? all : all.stream().filter(http -> !dead.contains(http)).toList();
    return spec.diagnostic(
            DiagnosticId.PASSTHROUGH_NEEDS_TLS, "http", message, fix(spec, server.port(), kept))
        .idling(dead.stream().map(http -> idle(rule, http)).toList());
  }

  private static Idle idle(Document rule, Fields http) {
    return new Idle(rule.position(), http.path(), Side.GATEWAYS);
  }

  /** The first destination, by the names of the rule's hosts. */
  private static String fix(Fields spec, int port, List<Fields> kept) {
    RewrittenFields fixed = RewrittenFields.copyOf(spec);
    RewrittenFields match =
        RewrittenFields.at(spec).put("port", port).carry("sniHosts", spec, "hosts");
    RewrittenFields to = RewrittenFields.at(spec);
    spec.children("http").stream()
        .flatMap(http -> http.children("route").stream())
        .limit(1)
        .forEach(route -> to.carry("destination", route, "destination"));
    RewrittenFields route =
        RewrittenFields.at(spec)
            .put("match", List.of(match.fields()))
            .put("route", List.of(to.fields()));
    if (kept.isEmpty()) {
      fixed.without("http");
    } else {
      fixed.put("http", kept);
    }
    return Block.of("spec", fixed.put("tls", List.of(route.fields())));
  }
}
