package dev.meshlab.mesh.translate.route;

import com.google.protobuf.Any;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** HTTP routes to Envoy's (istio/istio, core/route/route.go), for a sidecar or a gateway. */
public final class Routes {

  private final RouteContext context;
  private final HashPolicies hashes;

  public Routes(RouteContext context) {
    this.context = context;
    this.hashes = new HashPolicies(context);
  }

  /** The route for a Service that no VirtualService routes. */
  Route byDefault(Service service, ServicePort port) {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(Names.cluster(service, port));
    Retries.of(Optional.empty(), false, context).ifPresent(action::setRetryPolicy);
    Timeouts.forEnvoy(Optional.empty(), action);
    hashes.of(service, port).flatMap(hashes::policy).ifPresent(action::addHashPolicy);
    return Route.newBuilder()
        .setName("default")
        .setMatch(RouteMatches.ANY)
        .setRoute(action)
        .build();
  }

  /** The routes of a VirtualService at a port, up to the first that every request matches. */
  public List<Route> of(VirtualService rule, int port) {
    return ruled(rule, port).stream().map(RuledRoute::route).toList();
  }

  /** The same routes, each with what it was made of. */
  public List<RuledRoute> ruled(VirtualService rule, int port) {
    List<RuledRoute> routes = new ArrayList<>();
    for (Fields http : rule.http()) {
      List<Fields> matches = http.children("match");
      if (matches.isEmpty()) {
        routes.add(new RuledRoute(route(rule, http, "", RouteMatches.ANY, port), http));
        return routes;
      }
      for (Fields match : matches) {
        if (RouteMatches.concerns(rule, match, context, port)) {
          String name = match.string("name", "");
          Route route = route(rule, http, name, RouteMatches.of(rule, match), port);
          String prefix = match.string("statPrefix", "");
          routes.add(new RuledRoute(route.toBuilder().setStatPrefix(prefix).build(), http));
          if (RouteMatches.isCatchAll(route.getMatch())) {
            return routes;
          }
        }
      }
    }
    return routes;
  }

  private Route route(
      VirtualService rule, Fields http, String matchName, RouteMatch match, int port) {
    String name = http.string("name", "");
    Route.Builder route =
        Route.newBuilder()
            .setName(matchName.isEmpty() ? name : name + "." + matchName)
            .setMatch(match);
    Fields unheeded = context.unheededByGrpc(http);
    Optional<HeaderOperations> headers = unheeded.child("headers").map(HeaderOperations::of);
    headers.ifPresent(operations -> operations.applyTo(route));
    if (http.has("redirect")) {
      route.setRedirect(Redirects.of(unheeded.below("redirect"), port, context.tls()));
    } else if (http.has("directResponse")) {
      route.setDirectResponse(DirectResponses.of(http.below("directResponse")));
    } else {
      String authority = headers.map(HeaderOperations::authority).orElse("");
      new RouteActions(context, rule, hashes, port).apply(http, authority, route);
    }
    http.child("fault").ifPresent(f -> filter(route, "fault", Any.pack(Faults.of(f))));
    unheeded
        .child("corsPolicy")
        .ifPresent(c -> filter(route, "cors", Any.pack(CorsPolicies.of(c))));
    return route.build();
  }

  private static void filter(Route.Builder route, String filter, Any config) {
    route.putTypedPerFilterConfig("envoy.filters.http." + filter, config);
  }
}
