package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.TrafficPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gateways that nobody defines, or that speak another protocol than the server. */
final class GatewayAdvice implements Adviser {

  @Override
  public List<Advice> advise(Scene scene) {
    List<Advice> advice = new ArrayList<>();
    List<String> known =
        Stream.of(Scene.NETWORKING, "gateway.networking.k8s.io")
            .flatMap(group -> scene.manifests().of(group, "Gateway").stream())
            .map(gateway -> gateway.namespace() + "/" + gateway.name())
            .toList();
    for (Document rule : scene.virtualServices()) {
      missing(rule, Scene.spec(rule), known).ifPresent(advice::add);
    }
    for (Scene.Route route : scene.routes()) {
      if (isForGateway(scene, route)) {
        route.fields().children("route").forEach(to -> upstream(scene, route, to, advice));
      }
    }
    return advice;
  }

  private static boolean isForGateway(Scene scene, Scene.Route route) {
    return scene.roots(route.rule()).stream()
        .flatMap(root -> Scene.gateways(root).stream())
        .anyMatch(name -> !name.equals(Scene.MESH));
  }

  private static Optional<Advice> missing(Document rule, Fields spec, List<String> known) {
    List<String> written = spec.strings("gateways");
    List<String> missing =
        written.stream().filter(name -> !isKnown(name, rule.namespace(), known)).toList();
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    List<String> meant = new ArrayList<>();
    for (String name : written) {
      boolean sound = !missing.contains(name);
      meant.add(sound ? name : meant(Scene.gateway(name, rule.namespace()), known).orElse(name));
    }
    String fix =
        meant.equals(written) ? "# add the Gateway, or name one" : Block.ofTexts("gateways", meant);
    String message =
        "no Gateway is called %s, so nobody obeys this rule there"
            .formatted(String.join(" or ", missing));
    return Optional.of(
        Advice.of("unknown-gateway", spec, "gateways", message, fix, "ingress-gateway"));
  }

  private static boolean isKnown(String name, String namespace, List<String> known) {
    return name.equals(Scene.MESH) || known.contains(Scene.gateway(name, namespace));
  }

  /** One of this name in another namespace, or one of almost this name. */
  private static Optional<String> meant(String gateway, List<String> known) {
    String name = gateway.substring(gateway.indexOf('/'));
    return known.stream()
        .filter(other -> other.endsWith(name))
        .findFirst()
        .or(() -> Nearest.to(gateway, known));
  }

  private static void upstream(Scene scene, Scene.Route route, Fields to, List<Advice> advice) {
    Fields destination = to.below("destination");
    Optional<Service> service = scene.service(destination.string("host", ""), route.namespace());
    List<Integer> asked = asked(scene, route, destination);
    service.stream()
        .flatMap(called -> called.ports().stream())
        .filter(port -> asked.contains(port.number()) || isOnly(port, service, destination))
        .filter(port -> port.protocol().isSniffed())
        .filter(port -> !isUpgraded(scene, service.orElseThrow(), port, destination))
        .findFirst()
        .ifPresent(port -> advice.add(guessed(destination, port)));
  }

  /** The port that is named, or else those of the gateways, of which one is called. */
  private static List<Integer> asked(Scene scene, Scene.Route route, Fields destination) {
    Optional<Long> named = destination.below("port").integer("number");
    List<String> gateways =
        scene.roots(route.rule()).stream().flatMap(r -> Scene.gateways(r).stream()).toList();
    return named.isPresent()
        ? List.of(named.get().intValue())
        : scene.gatewayServers().stream()
            .filter(server -> gateways.contains(server.gateway()))
            .map(GatewayServer::port)
            .toList();
  }

  private static boolean isOnly(ServicePort port, Optional<Service> service, Fields destination) {
    return !destination.has("port")
        && service.filter(called -> called.ports().equals(List.of(port))).isPresent();
  }

  private static Advice guessed(Fields destination, ServicePort port) {
    return Advice.of(
        "gateway-guesses-http1",
        destination,
        "host",
        "gateways do not guess: to a port that declares no protocol they speak HTTP/1.1, which a"
            + " gRPC server refuses",
        ServiceAdvice.declared(port),
        "ingress-gateway");
  }

  /** Whether a DestinationRule has gateways speak HTTP/2. */
  private static boolean isUpgraded(
      Scene scene, Service service, ServicePort port, Fields destination) {
    String subset = destination.string("subset", "");
    return scene.mesh().gatewayWorkloads().stream()
        .flatMap(gateway -> scene.mesh().destinationRule(gateway, service).stream())
        .map(rule -> policy(rule, subset, port.number()))
        .flatMap(policy -> policy.connectionPool().stream())
        .map(pool -> pool.unnoted().below("http").string("h2UpgradePolicy", ""))
        .anyMatch("UPGRADE"::equals);
  }

  private static TrafficPolicy policy(DestinationRule rule, String subset, int port) {
    return rule.subset(subset).map(s -> rule.policy(s, port)).orElseGet(() -> rule.policy(port));
  }
}
