package dev.meshlab.lab.predict;

import dev.meshlab.mesh.model.name.GrpcPath;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls for the routes of a host, one that takes each, so that every route can be exercised. */
public final class RouteSamples {

  private final VirtualHosts hosts;
  private final CallShape plain;

  private RouteSamples(VirtualHosts hosts, CallShape plain) {
    this.hosts = hosts;
    this.plain = plain;
  }

  /**
   * A call for a route.
   *
   * @param route its name, or its place among the host's routes; empty for the only one of a host,
   *     which takes every call
   * @param call empty when there is none
   * @param problem why not; empty when there is one
   * @param kept metadata of the user's own, {@code key=value}, that is sent in place of what the
   *     route asks for
   */
  public record RouteSample(
      String route, Optional<CallShape> call, String problem, List<String> kept) {}

  /**
   * The routes of the virtual host that a call of this shape reaches.
   *
   * @param plain is changed as little as each route asks for
   */
  public static List<RouteSample> of(VirtualHosts hosts, CallShape plain) {
    return hosts
        .reachedBy(plain)
        .map(host -> new RouteSamples(hosts, plain).of(host))
        .orElseGet(() -> List.of(new RouteSample("", Optional.of(plain), "", List.of())));
  }

  private List<RouteSample> of(VirtualHost host) {
    List<RouteSample> found = new ArrayList<>();
    for (int i = 0; i < host.getRoutesCount(); i++) {
      found.add(of(host, i));
    }
    return found;
  }

  private static String label(List<Route> all, int index) {
    String name = all.get(index).getName();
    return all.size() == 1 ? "" : name.isEmpty() ? "#" + (index + 1) : name;
  }

  private RouteSample of(VirtualHost host, int index) {
    List<Route> all = host.getRoutesList();
    Route route = all.get(index);
    String label = label(all, index);
    List<String> kept = MatchingCalls.kept(route.getMatch(), plain);
    String shadow = "";
    @Nullable CallShape foreign = null;
    for (CallShape call : MatchingCalls.calls(route.getMatch(), plain, host.getDomainsList())) {
      Optional<Route> taken = RouteSelection.select(hosts, call);
      if (taken.filter(other -> all.indexOf(other) == index).isPresent()) {
        if (GrpcPath.isMethod(call.path())) {
          return new RouteSample(label, Optional.of(call), "", kept);
        }
        foreign = foreign == null ? call : foreign;
      } else if (taken.isPresent() && RouteSelection.matches(route.getMatch(), call)) {
        shadow = label(all, all.indexOf(taken.get()));
      }
    }
    if (foreign != null) {
      return new RouteSample(label, Optional.of(foreign), "", kept);
    }
    String asked = MatchingCalls.described(route.getMatch());
    return new RouteSample(
        label,
        Optional.empty(),
        shadow.isEmpty()
            ? "the lab knows no gRPC call that satisfies it (" + asked + ")"
            : "route " + shadow + ", which comes first, takes such calls (" + asked + ")",
        kept);
  }
}
