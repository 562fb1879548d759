package dev.meshlab.mesh.translate.inbound;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.security.MutualTls;
import dev.meshlab.mesh.translate.authorization.RbacFilters;
import dev.meshlab.mesh.translate.listener.FilterChainSpec;
import dev.meshlab.mesh.translate.listener.HttpConnectionManagers;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.List;

/**
 * The filter chains of a pod's sidecar: those of each port, and those of all other ports (istio/
 * istio, core/listener_inbound.go).
 */
final class InboundChains {

  private static final String ALL = "virtualInbound";
  private static final String ALL_HTTP = "virtualInbound-catchall-http";
  private static final int ANY_PORT = 0;

  private final MeshConfig config;
  private final TransportSocket tls;
  private final RbacFilters guards;

  /**
   * @param tls ends mutual TLS
   * @param guards decide who may pass
   */
  InboundChains(MeshConfig config, TransportSocket tls, RbacFilters guards) {
    this.config = config;
    this.tls = tls;
    this.guards = guards;
  }

  /** Those of a port that a Service leads to. */
  List<FilterChain> of(ServedPort port, MutualTls mode) {
    String cluster = Names.inboundCluster(port.number());
    String name = "0.0.0.0_" + port.number();
    int servicePort = port.port().number();
    String operation = port.service().host() + ":" + servicePort + "/*";
    Protocol protocol = port.port().protocol();
    RouteConfiguration routes = InboundRoutes.to(cluster, servicePort, protocol, operation);
    Filter http = http("inbound_" + name, routes, protocol);
    Filter bytes = bytes(cluster);
    return InboundMatch.of(protocol, mode).stream()
        .map(match -> chain(name, match, port.number(), match.http() ? http : bytes))
        .toList();
  }

  /** Those of all ports that no Service leads to. */
  List<FilterChain> elsewhere(MutualTls mode) {
    return elsewhere(ANY_PORT, mode);
  }

  /** Those of one port that no Service leads to. */
  List<FilterChain> elsewhere(int port, MutualTls mode) {
    Protocol sniffed = Protocol.UNSUPPORTED;
    Filter http =
        http(
            Names.INBOUND_PASSTHROUGH,
            InboundRoutes.to(Names.INBOUND_PASSTHROUGH, ANY_PORT, sniffed, ":0/*"),
            sniffed);
    Filter bytes = bytes(Names.INBOUND_PASSTHROUGH);
    return InboundMatch.of(sniffed, mode).stream()
        .map(
            match -> chain(match.http() ? ALL_HTTP : ALL, match, port, match.http() ? http : bytes))
        .toList();
  }

  private FilterChain chain(String name, InboundMatch match, int port, Filter last) {
    FilterChainMatch.Builder wanted = match.proto();
    if (port != ANY_PORT) {
      wanted.setDestinationPort(UInt32Value.of(port));
    }
    FilterChain.Builder chain = FilterChain.newBuilder().setName(name).setFilterChainMatch(wanted);
    if (!match.http()) {
      chain.addAllFilters(guards.network());
    }
    chain.addFilters(last);
    return match.ended() ? chain.setTransportSocket(tls).build() : chain.build();
  }

  private Filter http(String statistics, RouteConfiguration routes, Protocol protocol) {
    HttpConnectionManager manager =
        HttpConnectionManagers.inbound(config, statistics, routes, protocol, guards.http());
    return FilterChainSpec.filter("http_connection_manager", manager);
  }

  private static Filter bytes(String cluster) {
    TcpProxy proxy = TcpProxy.newBuilder().setStatPrefix(cluster).setCluster(cluster).build();
    return FilterChainSpec.filter("tcp_proxy", proxy);
  }
}
