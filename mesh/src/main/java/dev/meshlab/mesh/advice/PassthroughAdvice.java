package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
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
final class PassthroughAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      Fields spec = AdviceContext.spec(rule);
      List<GatewayServer> servers = servers(context, rule, spec);
      boolean passed = servers.stream().anyMatch(PassthroughAdvice::passesThrough);
      boolean read = servers.stream().anyMatch(GatewayServer::isHttp);
      boolean meant = !spec.children("http").isEmpty() && spec.children("tls").isEmpty();
      if (passed && !read && meant) {
        advice.add(advice(rule, spec, servers.get(0)));
      }
    }
    return advice;
  }

  /** The servers that take in a host of the rule. */
  private static List<GatewayServer> servers(AdviceContext context, Document rule, Fields spec) {
    List<String> hosts =
        spec.strings("hosts").stream().map(host -> Hosts.resolve(host, rule.namespace())).toList();
    return AdviceContext.gateways(rule).stream()
        .filter(gateway -> !gateway.equals(VirtualService.MESH))
        .flatMap(gateway -> context.servers(gateway).stream())
        .filter(server -> !Hosts.intersection(server.hostsFor(rule.namespace()), hosts).isEmpty())
        .toList();
  }

  private static boolean passesThrough(GatewayServer server) {
    return server.tls().filter(tls -> tls.mode().passesThrough()).isPresent();
  }

  private static Diagnostic advice(Document rule, Fields spec, GatewayServer server) {
    String message =
        "port %d of Gateway %s passes TLS through, and so reads no requests: it takes tls routes with sniHosts only, and none of these"
            .formatted(server.port(), server.gateway());
    return spec.diagnostic(
            DiagnosticId.PASSTHROUGH_NEEDS_TLS, "http", message, fix(spec, server.port()))
        .idling(List.of(new Idle(rule.position(), "spec.http", Side.GATEWAYS)));
  }

  /** The first destination, by the names of the rule's hosts. */
  private static String fix(Fields spec, int port) {
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
    if (!spec.strings("gateways").contains(VirtualService.MESH)) {
      fixed.without("http");
    }
    return Block.of("spec", fixed.put("tls", List.of(route.fields())));
  }
}
