package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.plane.GatewayTarget;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.route.Routes;
import dev.meshlab.mesh.translate.route.RuledRoute;
import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of rules that the routes of a proxy were made of. */
@FunctionalInterface
interface RouteOrigins {

  /** Empty for a route that no rule asks for. */
  Optional<Fields> of(Target target, Route route);

  /** Those of a caller's own routes. */
  static RouteOrigins ofCaller(Mesh mesh, RouteContext context) {
    List<VirtualService> rules =
        mesh.boundRules(context.proxy().namespace(), VirtualService.MESH).inOrder();
    Routes routes = new Routes(context);
    return (target, route) ->
        first(
            rules.stream().filter(rule -> isFor(rule, target.host())),
            rule -> routes.ruled(rule, target.port()),
            route);
  }

  /** Those of the gateways behind these doors. */
  static RouteOrigins ofGateways(Mesh mesh, List<GatewayTarget> doors) {
    return (target, route) ->
        doors.stream()
            .filter(door -> door.leadsTo(target))
            .map(GatewayTarget::workload)
            .flatMap(workload -> ofGateway(mesh, workload, target, route).stream())
            .findFirst();
  }

  private static Optional<Fields> ofGateway(
      Mesh mesh, ClientWorkload workload, Target target, Route route) {
    return mesh.gatewayPorts(workload).stream()
        .flatMap(port -> port.servers().stream())
        .filter(server -> server.port() == target.port())
        .flatMap(
            server -> {
              Routes routes =
                  new Routes(
                      RouteContext.ofGateway(
                          mesh, workload, server.gateway(), server.tls().isPresent()));
              return first(
                  mesh.boundRules(workload.namespace(), server.gateway()).inOrder().stream()
                      .filter(rule -> isFor(rule, target.host())),
                  rule -> routes.ruled(rule, server.port()),
                  route)
                  .stream();
            })
        .findFirst();
  }

  private static boolean isFor(VirtualService rule, String host) {
    return rule.hosts().stream().anyMatch(each -> each.equals(host) || Hosts.covers(each, host));
  }

  private static Optional<Fields> first(
      Stream<VirtualService> rules,
      Function<VirtualService, List<RuledRoute>> routes,
      Route route) {
    return rules
        .flatMap(rule -> routes.apply(rule).stream())
        .filter(ruled -> ruled.route().equals(route))
        .map(RuledRoute::http)
        .findFirst();
  }
}
