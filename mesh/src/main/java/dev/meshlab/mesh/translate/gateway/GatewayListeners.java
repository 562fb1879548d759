package dev.meshlab.mesh.translate.gateway;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayPort;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.authorization.RbacFilters;
import dev.meshlab.mesh.translate.authorization.TrustDomains;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.listener.ByteRoutes;
import dev.meshlab.mesh.translate.listener.FilterChainSpec;
import dev.meshlab.mesh.translate.listener.HttpConnectionManagers;
import dev.meshlab.mesh.translate.listener.ServerTlsContexts;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A gateway's listeners (istio/istio, core/gateway.go). */
public final class GatewayListeners {

  private static final ListenerFilter TLS_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.tls_inspector")
          .setTypedConfig(
              Any.pack(
                  TlsInspector.newBuilder().setInitialReadBufferSize(UInt32Value.of(512)).build()))
          .build();

  private final Mesh mesh;
  private final ClientWorkload workload;
  private final ByteRoutes byteRoutes;
  private final RbacFilters guards;

  public GatewayListeners(Mesh mesh, ClientWorkload workload) {
    this.mesh = mesh;
    this.workload = workload;
    this.byteRoutes = new ByteRoutes(mesh, workload);
    this.guards =
        RbacFilters.of(
            mesh.authorizationPolicies(workload.namespace(), workload.labelsWithPlace()),
            TrustDomains.of(mesh.config()));
  }

  /** One for each address and port, unless nothing would be done with what comes in. */
  public List<Listener> all() {
    Map<String, Listener.Builder> byName = new LinkedHashMap<>();
    for (GatewayPort port : mesh.gatewayPorts(workload)) {
      String name = name(port);
      List<FilterChain> chains = chains(name, port);
      if (!chains.isEmpty()) {
        byName.computeIfAbsent(name, unused -> listener(name, port)).addAllFilterChains(chains);
      }
    }
    return byName.values().stream().map(GatewayListeners::inspectingTls).toList();
  }

  public static String name(GatewayPort port) {
    return address(port) + "_" + port.number();
  }

  private static String address(GatewayPort port) {
    return port.bind().isEmpty() ? "0.0.0.0" : port.bind();
  }

  private static Listener.Builder listener(String name, GatewayPort port) {
    return Listener.newBuilder()
        .setName(name)
        .setAddress(Endpoints.address(address(port), port.number()))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1));
  }

  private static Listener inspectingTls(Listener.Builder listener) {
    boolean tls =
        listener.getFilterChainsList().stream()
            .anyMatch(c -> c.hasTransportSocket() || c.hasFilterChainMatch());
    return tls ? listener.addListenerFilters(TLS_INSPECTOR).build() : listener.build();
  }

  private List<FilterChain> chains(String listener, GatewayPort port) {
    GatewayServer first = port.servers().get(0);
    if (port.protocol().isHttp()) {
      return List.of(chain(List.of(manager(listener, first, port))).build());
    }
    List<FilterChain> chains = new ArrayList<>();
    for (GatewayServer server : port.servers()) {
      if (server.isHttps()) {
        chains.add(terminating(server, List.of(manager(listener, server, port))));
      } else {
        chains.addAll(bytes(server));
      }
    }
    return chains;
  }

  private List<FilterChain> bytes(GatewayServer server) {
    if (server.tls().filter(tls -> tls.mode().passesThrough()).isPresent()) {
      return byteRoutes.bySni(server).stream()
          .map(route -> matching(chain(guarded(route.filters())), route.sniHosts()).build())
          .toList();
    }
    return byteRoutes.of(server).stream()
        .map(
            filters ->
                server.tls().isPresent()
                    ? terminating(server, guarded(filters))
                    : chain(guarded(filters)).build())
        .toList();
  }

  private List<Filter> guarded(List<Filter> filters) {
    return Stream.concat(guards.network().stream(), filters.stream()).toList();
  }

  private FilterChain terminating(GatewayServer server, List<Filter> filters) {
    return matching(chain(filters), server.sniHosts())
        .setTransportSocket(ServerTlsContexts.of(mesh.config(), server.tls().orElseThrow()))
        .build();
  }

  /** {@code *} stands for any name, and for none. */
  private static FilterChain.Builder matching(FilterChain.Builder chain, List<String> sniHosts) {
    return sniHosts.isEmpty() || sniHosts.contains("*")
        ? chain
        : chain.setFilterChainMatch(
            FilterChainMatch.newBuilder().addAllServerNames(sniHosts.stream().sorted().toList()));
  }

  private static FilterChain.Builder chain(List<Filter> filters) {
    return FilterChain.newBuilder()
        .addAllFilters(filters)
        .setTransportSocketConnectTimeout(Durations.fromSeconds(15));
  }

  private Filter manager(String listener, GatewayServer server, GatewayPort port) {
    String routes = server.routeName(port.number());
    return FilterChainSpec.filter(
        "http_connection_manager",
        HttpConnectionManagers.gateway(
            mesh.config(), listener, routes, server.protocol(), guards.http()));
  }
}
