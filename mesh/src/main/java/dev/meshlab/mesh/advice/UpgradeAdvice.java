package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.advice.context.PortDeclaration;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code h2UpgradePolicy} where the port has decided already. */
final class UpgradeAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Set<String> behind = behindGateways(context);
    for (Policy policy : context.policies()) {
      Fields http = policy.fields().below("connectionPool").below("http");
      String upgrade = http.string("h2UpgradePolicy", "");
      if (upgrade.equals("UPGRADE") || upgrade.equals("DO_NOT_UPGRADE")) {
        declared(policy, http).or(() -> sniffed(behind, policy, http)).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static Optional<Diagnostic> declared(Policy policy, Fields http) {
    boolean unknown = policy.services().isEmpty();
    if (!unknown && !isOf(ports(policy), port -> port.protocol().isHttp2())) {
      return Optional.empty();
    }
    String message =
        "has no effect %s a port that is declared as grpc or http2: it is HTTP/2 anyway"
            .formatted(unknown ? "if it is for" : "on");
    String fix = Block.of("http", RewrittenFields.copyOf(http).without("h2UpgradePolicy"));
    return Optional.of(advice(http, message, fix));
  }

  private static Optional<Diagnostic> sniffed(Set<String> behind, Policy policy, Fields http) {
    List<ServicePort> ports = ports(policy);
    if (http.string("h2UpgradePolicy", "").equals("DO_NOT_UPGRADE")
        || !isOf(ports, port -> port.protocol().isSniffed())
        || isBehindGateway(behind, policy)) {
      return Optional.empty();
    }
    String message =
        "has no effect in sidecars: the protocol of this port is guessed for each connection, and"
            + " only gateways upgrade";
    return Optional.of(
        advice(http, message, PortDeclaration.block(policy.services().get(0), ports.get(0))));
  }

  private static List<ServicePort> ports(Policy policy) {
    return policy.ports().filter(UpgradeAdvice::readsHttp).toList();
  }

  private static boolean readsHttp(ServicePort port) {
    return port.protocol().isHttp() || port.protocol().isSniffed();
  }

  private static boolean isOf(List<ServicePort> ports, Predicate<ServicePort> protocol) {
    return !ports.isEmpty() && ports.stream().allMatch(protocol);
  }

  /** The hosts to which gateways send calls. */
  private static Set<String> behindGateways(AdviceContext context) {
    return context.routes().stream()
        .filter(route -> context.roots(route.rule()).stream().anyMatch(UpgradeAdvice::isForGateway))
        .flatMap(route -> route.fields().children("route").stream().map(to -> host(route, to)))
        .collect(Collectors.toSet());
  }

  private static boolean isBehindGateway(Set<String> behind, Policy policy) {
    return Hosts.isWildcard(policy.host())
        ? behind.stream().anyMatch(host -> Hosts.covers(policy.host(), host))
        : behind.contains(policy.host());
  }

  private static String host(AdviceContext.Route route, Fields to) {
    return Hosts.resolve(to.below("destination").string("host", ""), route.namespace());
  }

  private static boolean isForGateway(Document rule) {
    return AdviceContext.gateways(rule).stream()
        .anyMatch(name -> !name.equals(VirtualService.MESH));
  }

  private static Diagnostic advice(Fields http, String message, String fix) {
    return http.diagnostic(DiagnosticId.H2_UPGRADE, "h2UpgradePolicy", message, fix);
  }
}
