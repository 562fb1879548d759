package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.GatewayPort;
import dev.meshlab.mesh.model.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Servers of Gateways that no gateway opens, since an older one has their port and host
 * (istio/istio, pilot/pkg/model/gateway.go mergeGateways; IST0145).
 */
public final class GatewayClashAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Set<Fields> seen = new HashSet<>();
    context.mesh().gatewayWorkloads().stream()
        .flatMap(workload -> context.mesh().gatewayPorts(workload).stream())
        .flatMap(port -> port.refused().stream())
        .filter(refused -> !isOpen(context, refused))
        .forEach(
            refused ->
                refused
                    .server()
                    .written()
                    .filter(seen::add)
                    .ifPresent(server -> advice.add(advice(context, refused, server))));
    return advice;
  }

  /** True if another workload of its Gateway opens it. */
  private static boolean isOpen(AdviceContext context, GatewayPort.Refused refused) {
    return context.servers(refused.server().gateway()).contains(refused.server());
  }

  private static Diagnostic advice(
      AdviceContext context, GatewayPort.Refused refused, Fields server) {
    String gateway = refused.server().gateway();
    String what =
        refused.contested().isEmpty()
            ? "port " + refused.server().port() + " with another protocol or name"
            : "host " + refused.contested() + " at port " + refused.server().port();
    String message =
        "Gateway %s (%s), which comes first, has %s already: gateways drop this server, and what is bound to it alone"
            .formatted(
                refused.older().gateway(),
                refused.older().written().map(Fields::position).map(Objects::toString).orElse("-"),
                what);
    List<Idle> idle = new ArrayList<>();
    documents(context, gateway)
        .forEach(rule -> idle.add(new Idle(rule.position(), server.path(), Side.GATEWAYS)));
    context.virtualServices().stream()
        .filter(rule -> isBoundToNothingElse(context, rule, gateway))
        .forEach(rule -> idle.add(new Idle(rule.position(), "", Side.GATEWAYS)));
    return server
        .diagnostic(
            DiagnosticId.GATEWAY_HOST_TAKEN,
            refused.contested().isEmpty() ? "port" : "hosts",
            message,
            "# another host or port, or one Gateway for both")
        .idling(idle);
  }

  private static List<Document> documents(AdviceContext context, String gateway) {
    return context.manifests().of(AdviceContext.NETWORKING, "Gateway").stream()
        .filter(document -> gateway.equals(document.namespace() + "/" + document.name()))
        .toList();
  }

  private static boolean isBoundToNothingElse(
      AdviceContext context, Document rule, String gateway) {
    Set<String> gateways =
        AdviceContext.gateways(rule).stream()
            .filter(name -> !name.equals(VirtualService.MESH))
            .collect(Collectors.toSet());
    return gateways.contains(gateway)
        && gateways.stream().allMatch(name -> context.servers(name).isEmpty());
  }
}
