package dev.meshlab.lab.predict;

import dev.meshlab.mesh.model.name.GrpcMethods;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls for the routes of a host, one that takes each, so that every route can be exercised. */
public final class RouteSamples {

  /** Each slips past one route more; few rules have as many that need it. */
  private static final int MOST_BASES = 30;

  private final VirtualHosts hosts;
  private final CallShape plain;
  private final GrpcMethods methods;

  private RouteSamples(VirtualHosts hosts, CallShape plain, GrpcMethods methods) {
    this.hosts = hosts;
    this.methods = methods;
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
   * @param methods that calls may have
   */
  public static List<RouteSample> of(VirtualHosts hosts, CallShape plain, GrpcMethods methods) {
    return hosts
        .reachedBy(plain)
        .map(host -> new RouteSamples(hosts, plain, methods).of(host))
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

  /**
   * Tries the plain call as the route asks for it; where an earlier route takes that, calls that
   * slip past this one; and so on.
   */
  private RouteSample of(VirtualHost host, int index) {
    List<Route> all = host.getRoutesList();
    RouteMatch match = all.get(index).getMatch();
    Set<CallShape> bases = new LinkedHashSet<>(List.of(plain));
    int hiding = -1;
    @Nullable CallShape foreign = null;
    for (int tried = 0; tried < Math.min(bases.size(), MOST_BASES); tried++) {
      CallShape base = List.copyOf(bases).get(tried);
      for (CallShape call : calls(match, base, host)) {
        int taken = RouteSelection.select(hosts, call).map(all::indexOf).orElse(-1);
        if (taken == index && methods.include(call.path())) {
          return found(all, index, call);
        }
        if (taken == index) {
          foreign = foreign == null ? call : foreign;
        } else if (taken >= 0 && RouteSelection.matches(match, call)) {
          hiding = hiding < 0 ? taken : hiding;
          past(all.get(taken).getMatch(), base, host).forEach(bases::add);
        }
      }
    }
    return foreign == null ? missing(all, index, hiding) : found(all, index, foreign);
  }

  /** Those of known methods too, since a match may ask for a part of a name. */
  private List<CallShape> calls(RouteMatch match, CallShape base, VirtualHost host) {
    List<CallShape> calls = MatchingCalls.calls(match, base, host.getDomainsList());
    Stream<CallShape> known =
        calls.stream().flatMap(call -> methods.paths().stream().map(call::at));
    return Stream.concat(calls.stream(), known).toList();
  }

  private Stream<CallShape> past(RouteMatch match, CallShape base, VirtualHost host) {
    return Stream.concat(
        MatchingCalls.past(match, base, host.getDomainsList()),
        methods.paths().stream().map(base::at));
  }

  private RouteSample found(List<Route> all, int index, CallShape call) {
    return new RouteSample(label(all, index), Optional.of(call), "", kept(all, index));
  }

  /**
   * @param hiding the route that takes such calls; negative if there is none
   */
  private RouteSample missing(List<Route> all, int index, int hiding) {
    String asked = MatchingCalls.described(all.get(index).getMatch());
    String problem =
        hiding < 0
            ? "the lab knows no gRPC call that satisfies it (" + asked + ")"
            : "route %s, which comes first, takes such calls (%s)"
                .formatted(label(all, hiding), asked);
    return new RouteSample(label(all, index), Optional.empty(), problem, kept(all, index));
  }

  private List<String> kept(List<Route> all, int index) {
    return MatchingCalls.kept(all.get(index).getMatch(), plain);
  }
}
