package dev.meshlab.mesh.translate.gateway;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayPort;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.translate.route.RouteConfigurations;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.route.RouteMatches;
import dev.meshlab.mesh.translate.route.Routes;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.config.route.v3.VirtualHost.TlsRequirementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A gateway's route configurations (istio/istio, core/gateway.go): one for all plain servers of a
 * port, one for each server that terminates TLS.
 */
public final class GatewayRoutes {

  private final Mesh mesh;
  private final ClientWorkload workload;

  public GatewayRoutes(Mesh mesh, ClientWorkload workload) {
    this.mesh = mesh;
    this.workload = workload;
  }

  public List<RouteConfiguration> all() {
    Map<String, List<GatewayServer>> byName = new LinkedHashMap<>();
    for (GatewayPort port : mesh.gatewayPorts(workload)) {
      for (GatewayServer server : port.servers()) {
        if (server.isHttp()) {
          String name = server.routeName(port.number());
          byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(server);
        }
      }
    }
    return byName.entrySet().stream().map(e -> configuration(e.getKey(), e.getValue())).toList();
  }

  private RouteConfiguration configuration(String name, List<GatewayServer> servers) {
    RouteConfiguration.Builder configuration = RouteConfigurations.configuration(name);
    Collected collected = new Collected();
    servers.forEach(collected::add);
    return collected.byHost.isEmpty()
        ? configuration.addVirtualHosts(blackHole(servers.get(0).port())).build()
        : configuration.addAllVirtualHosts(virtualHosts(collected.byHost)).build();
  }

  /** Answers every request with 404: no route is bound to this port. */
  private static VirtualHost blackHole(int port) {
    return VirtualHost.newBuilder().setName("blackhole:" + port).addDomains("*").build();
  }

  /** The routes of the rules bound to the servers of one configuration, by host. */
  private final class Collected {

    private final Map<String, Hosted> byHost = new TreeMap<>(Hosts.MOST_SPECIFIC_FIRST);
    private final Map<Bound, List<Route>> routes = new HashMap<>();

    void add(GatewayServer server) {
      boolean redirects = server.tls().filter(tls -> tls.httpsRedirect()).isPresent();
      for (VirtualService rule :
          mesh.boundRules(workload.namespace(), server.gateway()).inOrder()) {
        Bound bound = new Bound(server.gateway(), rule.namespace() + "/" + rule.name());
        List<String> hosts = Hosts.intersection(server.hostsFor(rule.namespace()), rule.hosts());
        List<Route> ruled = hosts.isEmpty() ? List.of() : routes(bound, rule, server);
        if (!ruled.isEmpty()) {
          hosts.forEach(host -> at(host, server).add(bound, ruled, redirects));
        }
      }
      if (redirects) {
        server.hosts().forEach(host -> at(host, server).redirects = true);
      }
    }

    /** Made once for a Gateway: what the first of its servers makes of a rule counts for all. */
    private List<Route> routes(Bound bound, VirtualService rule, GatewayServer server) {
      boolean tls = server.tls().isPresent();
      return routes.computeIfAbsent(
          bound,
          unused ->
              new Routes(RouteContext.ofGateway(mesh, workload, server.gateway(), tls))
                  .of(rule, server.port()));
    }

    private Hosted at(String host, GatewayServer server) {
      return byHost.computeIfAbsent(
          host.toLowerCase(Locale.ROOT), unused -> new Hosted(server.port()));
    }
  }

  /** Hosts with the routes of the very same rules share a virtual host, which the first names. */
  private static List<VirtualHost> virtualHosts(Map<String, Hosted> byHost) {
    Map<Hosted.Content, VirtualHost.Builder> merged = new LinkedHashMap<>();
    byHost.forEach(
        (host, hosted) ->
            merged
                .computeIfAbsent(hosted.content(), content -> virtualHost(host, hosted))
                .addDomains(host));
    return merged.values().stream().map(VirtualHost.Builder::build).toList();
  }

  private static VirtualHost.Builder virtualHost(String host, Hosted hosted) {
    return VirtualHost.newBuilder()
        .setName(host + ":" + hosted.port)
        .setIncludeRequestAttemptCount(true)
        .setRequireTls(hosted.redirects ? TlsRequirementType.ALL : TlsRequirementType.NONE)
        .addAllRoutes(catchAllsLast(hosted.routes));
  }

  /** Of several rules for a host, one that takes everything must not hide the next. */
  private static List<Route> catchAllsLast(List<Route> routes) {
    Stream<Route> first = routes.stream().filter(r -> !RouteMatches.isCatchAll(r.getMatch()));
    Stream<Route> last = routes.stream().filter(r -> RouteMatches.isCatchAll(r.getMatch()));
    return Stream.concat(first, last).toList();
  }

  /** A VirtualService that is bound to a Gateway, both as {@code namespace/name}. */
  private record Bound(String gateway, String rule) {}

  /** The routes of one host, as far as they are collected. */
  private static final class Hosted {

    /** The properties that hosts must have in common to share a virtual host. */
    record Content(List<Bound> rules, boolean redirects) {}

    private final int port;
    private final List<Bound> rules = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private boolean redirects;

    Hosted(int port) {
      this.port = port;
    }

    void add(Bound rule, List<Route> more, boolean redirect) {
      rules.add(rule);
      routes.addAll(more);
      redirects |= redirect;
    }

    Content content() {
      return new Content(List.copyOf(rules), redirects);
    }
  }
}
