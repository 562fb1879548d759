package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.KnownGateways;
import dev.meshlab.mesh.advice.context.PortDeclaration;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.model.VirtualService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gateways that do not exist, or that speak another protocol than the server. */
public final class GatewayAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    KnownGateways known = KnownGateways.of(context.manifests());
    for (Document rule : context.virtualServices()) {
      missing(rule, AdviceContext.spec(rule), known).ifPresent(advice::add);
    }
    for (AdviceContext.Route route : context.routes()) {
      if (isForGateway(context, route)) {
        route.fields().children("route").forEach(to -> upstream(context, route, to, advice));
      }
    }
    return advice;
  }

  private static boolean isForGateway(AdviceContext context, AdviceContext.Route route) {
    return context.roots(route.rule()).stream()
        .flatMap(root -> AdviceContext.gateways(root).stream())
        .anyMatch(name -> !name.equals(VirtualService.MESH));
  }

  private static Optional<Diagnostic> missing(Document rule, Fields spec, KnownGateways known) {
    List<String> written = spec.strings("gateways");
    List<String> missing =
        written.stream().filter(name -> !known.contain(name, rule.namespace())).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    List<String> meant = new ArrayList<>();
    for (String name : written) {
      boolean sound = !missing.contains(name);
      meant.add(sound ? name : known.meant(name, rule.namespace()).orElse(name));
    }
    String fix =
        meant.equals(written) ? "# add the Gateway, or name one" : Block.ofTexts("gateways", meant);
    String message =
        "there is no Gateway %s, so this rule is not applied there"
            .formatted(String.join(" or ", missing));
    return Optional.of(spec.diagnostic(DiagnosticId.UNKNOWN_GATEWAY, "gateways", message, fix));
  }

  private static void upstream(
      AdviceContext context, AdviceContext.Route route, Fields to, List<Diagnostic> advice) {
    Fields destination = to.below("destination");
    Optional<Service> service = context.service(destination.string("host", ""), route.namespace());
    List<Integer> asked = asked(context, route, destination);
    service.stream()
        .flatMap(called -> called.ports().stream())
        .filter(port -> asked.contains(port.number()) || isOnly(port, service, destination))
        .filter(port -> port.protocol().isSniffed())
        .filter(port -> !isUpgraded(context, service.orElseThrow(), port, destination))
        .findFirst()
        .ifPresent(port -> advice.add(guessed(destination, service.orElseThrow(), port)));
  }

  /** The port that is named, or else those of the gateways, of which one is called. */
  private static List<Integer> asked(
      AdviceContext context, AdviceContext.Route route, Fields destination) {
    Optional<Long> named = destination.below("port").integer("number");
    return named.isPresent()
        ? List.of(named.get().intValue())
        : context.roots(route.rule()).stream()
            .flatMap(root -> AdviceContext.gateways(root).stream())
            .flatMap(gateway -> context.servers(gateway).stream())
            .map(GatewayServer::port)
            .toList();
  }

  private static boolean isOnly(ServicePort port, Optional<Service> service, Fields destination) {
    return !destination.has("port")
        && service.filter(called -> called.ports().equals(List.of(port))).isPresent();
  }

  private static Diagnostic guessed(Fields destination, Service service, ServicePort port) {
    return destination.diagnostic(
        DiagnosticId.GATEWAY_GUESSES_HTTP1,
        "host",
        "gateways do not guess: to a port that declares no protocol they speak HTTP/1.1, which a"
            + " gRPC server refuses",
        PortDeclaration.block(service, port));
  }

  /** True if a DestinationRule has gateways speak HTTP/2. */
  private static boolean isUpgraded(
      AdviceContext context, Service service, ServicePort port, Fields destination) {
    String subset = destination.string("subset", "");
    return context.mesh().gatewayWorkloads().stream()
        .flatMap(gateway -> context.mesh().destinationRule(gateway, service).stream())
        .map(rule -> policy(rule, subset, port.number()))
        .flatMap(policy -> policy.connectionPool().stream())
        .map(pool -> pool.unnoted().below("http").string("h2UpgradePolicy", ""))
        .anyMatch("UPGRADE"::equals);
  }

  private static TrafficPolicy policy(DestinationRule rule, String subset, int port) {
    return rule.subset(subset).map(s -> rule.policy(s, port)).orElseGet(() -> rule.policy(port));
  }
}
