package dev.meshlab.lab.predict;

import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The virtual hosts of a route configuration by their domains. A domain without a wildcard is found
 * at once, since a mesh has a virtual host for each of its Services.
 */
public final class VirtualHosts {

  /** A route configuration without any. */
  static final VirtualHosts NONE = of(RouteConfiguration.getDefaultInstance());

  private final boolean ignorePort;
  private final Map<String, VirtualHost> exact = new LinkedHashMap<>();
  private final Map<String, VirtualHost> wildcards = new LinkedHashMap<>();

  private VirtualHosts(boolean ignorePort) {
    this.ignorePort = ignorePort;
  }

  /** Those of a route configuration. */
  public static VirtualHosts of(RouteConfiguration routes) {
    VirtualHosts hosts = new VirtualHosts(routes.getIgnorePortInHostMatching());
    for (VirtualHost host : routes.getVirtualHostsList()) {
      host.getDomainsList().forEach(domain -> hosts.add(domain.toLowerCase(Locale.ROOT), host));
    }
    return hosts;
  }

  private void add(String domain, VirtualHost host) {
    boolean wildcard = domain.startsWith("*") || domain.endsWith("*");
    (wildcard ? wildcards : exact).putIfAbsent(domain, host);
  }

  /** The routes of the virtual host that a call reaches, in their order; none without a host. */
  public List<Route> routesFor(CallShape call) {
    return reachedBy(call).map(VirtualHost::getRoutesList).orElse(List.of());
  }

  /** The route that a call takes; empty where none matches. */
  public Optional<Route> takenBy(CallShape call) {
    return RouteSelection.select(this, call);
  }

  /**
   * The most specific one that a call reaches: exact before suffix wildcard before prefix wildcard
   * before all, longer first (envoy/config/route/v3/route_components.proto).
   */
  Optional<VirtualHost> reachedBy(CallShape call) {
    String authority = call.authority().toLowerCase(Locale.ROOT);
    String name = ignorePort ? authority.replaceFirst(":\\d+$", "") : authority;
    @Nullable VirtualHost own = exact.get(name);
    return own == null ? byWildcard(name) : Optional.of(own);
  }

  /**
   * The first domain with a final dot that stands before a call's own. grpc-java tries the domains
   * in their order, and panics at such a one (RoutingUtils.matchHostName).
   */
  Optional<String> finalDotBefore(CallShape call) {
    String own = call.authority().toLowerCase(Locale.ROOT);
    return exact.keySet().stream()
        .takeWhile(domain -> !domain.equals(own))
        .filter(domain -> domain.endsWith("."))
        .findFirst();
  }

  private Optional<VirtualHost> byWildcard(String name) {
    return wildcards.entrySet().stream()
        .filter(each -> rank(each.getKey(), name) > 0)
        .max(Comparator.comparingInt(each -> rank(each.getKey(), name)))
        .map(Map.Entry::getValue);
  }

  private static int rank(String domain, String name) {
    if (domain.equals("*")) {
      return 1;
    }
    if (domain.startsWith("*") && name.endsWith(domain.substring(1))) {
      return 2_000_000 + domain.length();
    }
    if (domain.endsWith("*") && name.startsWith(domain.substring(0, domain.length() - 1))) {
      return 1_000_000 + domain.length();
    }
    return 0;
  }
}
