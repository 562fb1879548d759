package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Composed;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Hosts;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** {@code h2UpgradePolicy} where the port has decided already. */
final class UpgradeAdvice implements Adviser {

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    for (Policy policy : scene.policies()) {
      Fields http = policy.fields().below("connectionPool").below("http");
      if (http.string("h2UpgradePolicy", "").equals("UPGRADE")) {
        advise(scene, policy, http).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static Optional<Advice> advise(Scene scene, Policy policy, Fields http) {
    List<ServicePort> ports = policy.ports().filter(UpgradeAdvice::readsHttp).toList();
    if (policy.services().isEmpty() || isOf(ports, port -> port.protocol().isHttp2())) {
      String where =
          policy.services().isEmpty()
              ? "if the port is declared as grpc or http2"
              : "on a port that is declared as grpc or http2";
      String message = "has no effect " + where + ": it is HTTP/2 anyway";
      String fix = Block.of("http", Composed.copyOf(http).without("h2UpgradePolicy"));
      return Optional.of(advice(http, message, fix));
    }
    if (isOf(ports, port -> port.protocol().isSniffed()) && !isBehindGateway(scene, policy)) {
      String message =
          "has no effect in sidecars: the protocol of this port is guessed for each connection, and"
              + " only gateways upgrade";
      return Optional.of(advice(http, message, ServiceAdvice.declared(ports.get(0))));
    }
    return Optional.empty();
  }

  private static boolean readsHttp(ServicePort port) {
    return port.protocol().isHttp() || port.protocol().isSniffed();
  }

  private static boolean isOf(List<ServicePort> ports, Predicate<ServicePort> protocol) {
    return !ports.isEmpty() && ports.stream().allMatch(protocol);
  }

  private static boolean isBehindGateway(Scene scene, Policy policy) {
    return scene.routes().stream()
        .filter(route -> scene.roots(route.rule()).stream().anyMatch(UpgradeAdvice::isForGateway))
        .flatMap(route -> route.fields().children("route").stream().map(to -> host(route, to)))
        .anyMatch(host -> Hosts.covers(policy.host(), host));
  }

  private static String host(Scene.Route route, Fields to) {
    return Scene.fullName(to.below("destination").string("host", ""), route.namespace());
  }

  private static boolean isForGateway(Document rule) {
    return Scene.gateways(rule).stream().anyMatch(name -> !name.equals(Scene.MESH));
  }

  private static Advice advice(Fields http, String message, String fix) {
    return Advice.of("h2-upgrade", http, "h2UpgradePolicy", message, fix, "protocol-selection");
  }
}
