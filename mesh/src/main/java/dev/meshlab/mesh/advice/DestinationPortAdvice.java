package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.BoundRules;
import dev.meshlab.mesh.model.Gateway;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Destinations without a port, which stand for the port that was called; a gateway takes the
 * Service's only port, if there is but one (istio/istio, route.GetDestinationCluster, IST0112). And
 * destinations with a port of HTTP/1.1, to which calls of gRPC are led.
 */
final class DestinationPortAdvice implements Adviser {

  private static final String FAILS = "fails with UNAVAILABLE and the response flag NC";

  /** A port by which calls come in, and whether it is declared for gRPC. */
  private record Entrance(String name, String gateway, int port, boolean grpc) {}

  /** A destination, under its field, and what happens to calls that it loses. */
  private record Target(String field, Fields fields, String consequence) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      List<Entrance> entrances =
          context.roots(route.rule()).stream()
              .flatMap(root -> entrances(context, root))
              .filter(entrance -> isOpen(route, entrance))
              .distinct()
              .toList();
      for (Target target : targets(route)) {
        check(context, route, target, entrances).ifPresent(advice::add);
        toHttp(context, route, target, entrances).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static List<Target> targets(AdviceContext.Route route) {
    List<Target> targets = new ArrayList<>();
    for (Fields to : route.destinations()) {
      targets.add(new Target("destination", to.below("destination"), FAILS));
    }
    route
        .fields()
        .child("mirror")
        .ifPresent(to -> targets.add(new Target("mirror", to, "is not mirrored")));
    for (Fields mirror : route.fields().children("mirrors")) {
      targets.add(new Target("destination", mirror.below("destination"), "is not mirrored"));
    }
    return targets;
  }

  /** The ports of the Services that a rule is for, and of the gateways that it is bound to. */
  private static Stream<Entrance> entrances(AdviceContext context, Document rule) {
    List<String> hosts =
        AdviceContext.spec(rule).strings("hosts").stream()
            .map(host -> Hosts.resolve(host, rule.namespace()))
            .toList();
    return AdviceContext.gateways(rule).stream()
        .flatMap(
            gateway ->
                gateway.equals(VirtualService.MESH)
                    ? hosts.stream().flatMap(host -> ports(context, rule, host))
                    : servers(context, gateway, rule.namespace(), hosts));
  }

  /** Those of the Services of a host for which no other rule comes first. */
  private static Stream<Entrance> ports(AdviceContext context, Document rule, String host) {
    BoundRules bound = context.mesh().boundRules(rule.namespace(), VirtualService.MESH);
    return context.mesh().servicesCoveredBy(host).stream()
        .filter(service -> bound.mostSpecific(service).filter(first -> !is(first, rule)).isEmpty())
        .flatMap(
            service ->
                service.ports().stream()
                    .filter(port -> isRouted(port.protocol()))
                    .map(port -> called(service, port)));
  }

  private static boolean is(VirtualService rule, Document written) {
    return rule.name().equals(written.name()) && rule.namespace().equals(written.namespace());
  }

  private static Entrance called(Service service, ServicePort port) {
    String name = service.host() + ":" + port.number();
    boolean grpc = port.protocol() == Protocol.GRPC;
    return new Entrance(name, VirtualService.MESH, port.number(), grpc);
  }

  private static boolean isRouted(Protocol protocol) {
    return protocol.isHttp() || protocol.isSniffed();
  }

  private static Stream<Entrance> servers(
      AdviceContext context, String gateway, String namespace, List<String> hosts) {
    return context.servers(gateway).stream()
        .filter(GatewayServer::isHttp)
        .filter(server -> !Hosts.intersection(server.hostsFor(namespace), hosts).isEmpty())
        .map(
            server ->
                new Entrance(
                    "port " + server.port() + " of Gateway " + gateway,
                    gateway,
                    server.port(),
                    server.protocol() == Protocol.GRPC));
  }

  /**
   * True if a route lets in what comes by an entrance: it has no conditions, or one of them does.
   */
  private static boolean isOpen(AdviceContext.Route route, Entrance entrance) {
    List<Fields> matches = route.fields().children("match");
    return matches.isEmpty() || matches.stream().anyMatch(match -> isOpen(route, match, entrance));
  }

  private static boolean isOpen(AdviceContext.Route route, Fields match, Entrance entrance) {
    List<String> gateways =
        match.strings("gateways").stream()
            .map(name -> Gateway.resolve(name, route.namespace()))
            .toList();
    return match.integer("port", entrance.port) == entrance.port
        && (gateways.isEmpty() || gateways.contains(entrance.gateway));
  }

  private static Optional<Diagnostic> check(
      AdviceContext context, AdviceContext.Route route, Target target, List<Entrance> entrances) {
    return context
        .service(target.fields.string("host", ""), route.namespace())
        .filter(service -> !target.fields.has("port") && !service.ports().isEmpty())
        .flatMap(service -> check(service, target, entrances));
  }

  /** The advice on a port of HTTP/1.1 to which calls of gRPC are led. */
  private static Optional<Diagnostic> toHttp(
      AdviceContext context, AdviceContext.Route route, Target target, List<Entrance> entrances) {
    List<String> grpc = entrances.stream().filter(Entrance::grpc).map(Entrance::name).toList();
    Optional<Service> to = context.service(target.fields.string("host", ""), route.namespace());
    return to.filter(service -> !grpc.isEmpty())
        .flatMap(service -> service.port(target.fields.below("port").integer("number", 0)))
        .filter(port -> port.protocol() == Protocol.HTTP)
        .filter(port -> !HttpPortAdvice.isUpgraded(context, to.orElseThrow(), port))
        .map(port -> toHttp(to.orElseThrow(), target, grpc));
  }

  private static Diagnostic toHttp(Service service, Target target, List<String> grpc) {
    Fields port = target.fields.below("port");
    ServicePort best = best(service);
    String message =
        "declares HTTP/1.1, and the route also leads here the calls of gRPC that come by %s: the"
                .formatted(String.join(", ", grpc))
            + " proxies speak HTTP/1.1 to the pods, and such calls fail: with UNAVAILABLE from a"
            + " server of gRPC, with UNIMPLEMENTED from one of HTTP/1.1";
    return port.diagnostic(
        DiagnosticId.HTTP_BEFORE_GRPC,
        "number",
        message,
        best.protocol() == Protocol.GRPC
            ? "number: " + best.number()
            : "# a match with the port by which HTTP/1.1 comes, and a route of its own for gRPC");
  }

  private static Optional<Diagnostic> check(
      Service service, Target target, List<Entrance> entrances) {
    List<String> lost =
        entrances.stream()
            .filter(entrance -> !answers(service, entrance))
            .map(Entrance::name)
            .toList();
    return lost.isEmpty() ? Optional.empty() : Optional.of(advice(service, target, lost));
  }

  private static boolean answers(Service service, Entrance entrance) {
    boolean only = !entrance.gateway.equals(VirtualService.MESH) && service.ports().size() == 1;
    return only || service.port(entrance.port).isPresent();
  }

  private static Diagnostic advice(Service service, Target target, List<String> lost) {
    List<Integer> ports = service.ports().stream().map(ServicePort::number).toList();
    String message =
        "no port is named, so it is the one that was called; %s has only %s: what comes by %s %s"
            .formatted(service.host(), ports, String.join(", ", lost), target.consequence);
    RewrittenFields port = RewrittenFields.at(target.fields).put("number", best(service).number());
    String fix = Block.of(target.field, RewrittenFields.copyOf(target.fields).put("port", port));
    return target.fields.diagnostic(DiagnosticId.DESTINATION_PORT, "host", message, fix);
  }

  /** The port that most likely speaks gRPC. */
  private static ServicePort best(Service service) {
    return service.ports().stream()
        .min(
            Comparator.comparing((ServicePort port) -> !port.protocol().isHttp2())
                .thenComparing(port -> !isRouted(port.protocol())))
        .orElseThrow();
  }
}
