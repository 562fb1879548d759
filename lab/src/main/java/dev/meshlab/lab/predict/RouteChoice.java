package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.route.v3.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The choice that a call's virtual host makes among its routes.
 *
 * @param taken the route that takes the call; empty where none does
 * @param others those that do not, in their order
 */
public record RouteChoice(Optional<Route> taken, List<Route> others) {

  public RouteChoice {
    others = List.copyOf(others);
  }

  /** The choice for a call, as Envoy makes it. */
  public static RouteChoice of(VirtualHosts hosts, CallShape call) {
    Optional<Route> taken = RouteSelection.select(hosts, call);
    List<Route> others =
        hosts.routesFor(call).stream().filter(each -> !taken.equals(Optional.of(each))).toList();
    return new RouteChoice(taken, others);
  }

  /** The clusters that the route leads to, with the part of the calls that each gets. */
  public Map<String, Double> destinations() {
    return taken
        .filter(Route::hasRoute)
        .map(route -> RoutePolicies.destinations(route.getRoute()))
        .orElse(Map.of());
  }

  /** True if a route would take the call, if no other did before. */
  public static boolean wouldTake(Route route, CallShape call) {
    return RouteSelection.matches(route.getMatch(), call);
  }

  /** The conditions of a route, as a text; a path that is any goes without saying. */
  public static String asked(Route route) {
    return MatchingCalls.described(route.getMatch()).replaceFirst("^path /\\*, ", "");
  }
}
