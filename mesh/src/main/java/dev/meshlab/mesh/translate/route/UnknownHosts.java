package dev.meshlab.mesh.translate.route;

import io.envoyproxy.envoy.config.route.v3.DirectResponseAction;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;

/** The virtual host for requests whose host no other virtual host has (core/httproute.go). */
public final class UnknownHosts {

  private static final int BAD_GATEWAY = 502;
  private static final String ALL = "*";
  private static final String BLOCKED = "block_all";

  /** Refuses them, where the mesh config has {@code REGISTRY_ONLY}. */
  static final VirtualHost REFUSED =
      of(
          Route.newBuilder()
              .setName(BLOCKED)
              .setMatch(RouteMatches.ANY)
              .setDirectResponse(DirectResponseAction.newBuilder().setStatus(BAD_GATEWAY))
              .build());

  private UnknownHosts() {}

  /** A virtual host of a route's name, with nothing but that route. */
  public static VirtualHost of(Route route) {
    return VirtualHosts.of(route.getName(), List.of(ALL), List.of(route));
  }

  /** True if a configuration has a virtual host for every name already. */
  public static boolean areTakenBy(RouteConfiguration routes) {
    return areTakenBy(routes.getVirtualHostsList());
  }

  static boolean areTakenBy(List<VirtualHost> hosts) {
    return hosts.stream().anyMatch(host -> host.getDomainsList().contains(ALL));
  }
}
