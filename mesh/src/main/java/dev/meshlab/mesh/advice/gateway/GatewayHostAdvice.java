package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * VirtualServices for hosts that their Gateway does not take in (IST0132), or that clients outside
 * the cluster do not call.
 */
public final class GatewayHostAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      for (String gateway : AdviceContext.gateways(rule)) {
        mismatch(context, rule, gateway)
            .or(() -> inside(context, rule, gateway))
            .ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static Optional<Diagnostic> mismatch(
      AdviceContext context, Document rule, String gateway) {
    Fields spec = AdviceContext.spec(rule);
    List<String> hosts =
        spec.strings("hosts").stream().map(host -> Hosts.resolve(host, rule.namespace())).toList();
    List<GatewayServer> servers = context.servers(gateway);
    boolean taken =
        servers.stream()
            .map(server -> server.hostsFor(rule.namespace()))
            .anyMatch(open -> !Hosts.intersection(open, hosts).isEmpty());
    if (hosts.isEmpty() || servers.isEmpty() || taken) {
      return Optional.empty();
    }
    List<String> open = servers.stream().flatMap(s -> s.hosts().stream()).distinct().toList();
    String message =
        "Gateway %s takes in %s only, so this rule is not applied there"
            .formatted(gateway, String.join(", ", open));
    String fix =
        "hosts:           # of a server of the Gateway\n"
            + Block.ofTexts("hosts", spec.strings("hosts")).replaceFirst("hosts:\n", "");
    return Optional.of(spec.diagnostic(DiagnosticId.GATEWAY_HOST_MISMATCH, "hosts", message, fix));
  }

  /** A gateway routes by the authority that a client sends, which is the name that it called. */
  private static Optional<Diagnostic> inside(AdviceContext context, Document rule, String gateway) {
    Fields spec = AdviceContext.spec(rule);
    List<String> hosts =
        spec.strings("hosts").stream().map(host -> Hosts.resolve(host, rule.namespace())).toList();
    boolean inCluster = hosts.stream().allMatch(host -> context.mesh().service(host).isPresent());
    boolean open =
        context.servers(gateway).stream()
            .anyMatch(server -> server.isHttp() && server.hosts().contains("*"));
    if (hosts.isEmpty() || !inCluster || !open) {
      return Optional.empty();
    }
    String message =
        "are names of the cluster, and a client outside sends the name by which it called: only one that sends %s as its authority takes these routes"
            .formatted(hosts.get(0));
    String fix = "# the name by which clients call the gateway, or \"*\"";
    return Optional.of(spec.diagnostic(DiagnosticId.IN_CLUSTER_HOST, "hosts", message, fix));
  }
}
