package dev.meshlab.mesh.translate;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import java.util.Optional;

/**
 * A sidecar's outbound listeners in the form of {@code INTERCEPTION_MODE: NONE}: no iptables, each
 * port bound on the loopback address (istio/istio, core/listener.go).
 */
final class Listeners {

  private static final String LOOPBACK = "127.0.0.1";

  /** What the HTTP inspector reports for HTTP/1.1 and for HTTP/2 without TLS. */
  private static final FilterChainMatch PLAIN_HTTP =
      FilterChainMatch.newBuilder()
          .setTransportProtocol("raw_buffer")
          .addApplicationProtocols("http/1.1")
          .addApplicationProtocols("h2c")
          .build();

  private static final ListenerFilter HTTP_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.http_inspector")
          .setTypedConfig(Any.pack(HttpInspector.getDefaultInstance()))
          .build();

  private Listeners() {}

  static String name(ServicePort port) {
    return name(port.number());
  }

  static String name(int port) {
    return LOOPBACK + "_" + port;
  }

  /** Whether a sidecar's listener is the one of its port number. */
  static boolean isShared(Listener listener) {
    return listener.getName().equals(name(listener.getAddress().getSocketAddress().getPortValue()));
  }

  /** Shared by all Services with a declared HTTP port of this number. */
  static Listener http(ServicePort port) {
    return listener(port).addFilterChains(chain(http(port, String.valueOf(port.number())))).build();
  }

  /** Detects HTTP from the first bytes, waiting for them as long as it takes; else plain bytes. */
  static Listener sniffed(Service service, ServicePort port, Optional<DestinationRule> rule) {
    FilterChain http =
        chain(http(port, Names.hostPort(service, port))).toBuilder()
            .setFilterChainMatch(PLAIN_HTTP)
            .build();
    return listener(port)
        .addFilterChains(http)
        .setDefaultFilterChain(chain(tcp(service, port, rule)))
        .addListenerFilters(HTTP_INSPECTOR)
        .build();
  }

  /** Passes bytes: the backend is chosen once for a connection. */
  static Listener opaque(Service service, ServicePort port, Optional<DestinationRule> rule) {
    return listener(port).addFilterChains(chain(tcp(service, port, rule))).build();
  }

  private static Listener.Builder listener(ServicePort port) {
    return Listener.newBuilder()
        .setName(name(port))
        .setAddress(Endpoints.address(LOOPBACK, port.number()))
        .setTrafficDirection(TrafficDirection.OUTBOUND)
        .setListenerFiltersTimeout(Durations.ZERO)
        .setContinueOnListenerFiltersTimeout(true)
        .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1));
  }

  private static FilterChain chain(Filter filter) {
    return FilterChain.newBuilder()
        .addFilters(filter)
        .setTransportSocketConnectTimeout(Durations.fromSeconds(15))
        .build();
  }

  private static Filter http(ServicePort port, String routeConfiguration) {
    return filter(
        "http_connection_manager", HttpConnectionManagers.outbound(name(port), routeConfiguration));
  }

  private static Filter tcp(Service service, ServicePort port, Optional<DestinationRule> rule) {
    String cluster = Names.cluster(service, port);
    return filter(
        "tcp_proxy", TcpProxies.to(rule, "").setStatPrefix(cluster).setCluster(cluster).build());
  }

  static Filter filter(String name, Message config) {
    return Filter.newBuilder()
        .setName("envoy.filters.network." + name)
        .setTypedConfig(Any.pack(config))
        .build();
  }
}
