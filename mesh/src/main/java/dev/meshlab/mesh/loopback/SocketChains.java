package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.List;

/** The filter chains of a sidecar for connections to one socket of its pod. */
final class SocketChains {

  private final PodSocket socket;
  private final String identity;
  private final PortPermissions permissions;

  /**
   * @param identity the name of the certificate to show; a sidecar asks for {@link Sds#WORKLOAD}
   */
  SocketChains(PodSocket socket, String identity) {
    this.socket = socket;
    this.identity = identity;
    this.permissions = new PortPermissions(socket.port());
  }

  List<FilterChain> of(List<FilterChain> chains) {
    return chains.stream().map(this::chain).toList();
  }

  private FilterChain chain(FilterChain chain) {
    FilterChain.Builder own = chain.toBuilder().clearFilters();
    own.getFilterChainMatchBuilder().clearDestinationPort();
    chain.getFiltersList().forEach(filter -> own.addFilters(filter(filter)));
    if (chain.hasTransportSocket()) {
      own.setTransportSocket(shown(chain.getTransportSocket()));
    }
    return own.build();
  }

  private Filter filter(Filter filter) {
    Any config = filter.getTypedConfig();
    if (config.is(HttpConnectionManager.class)) {
      return with(filter, http(unpack(config, HttpConnectionManager.class)));
    }
    if (config.is(TcpProxy.class)) {
      TcpProxy proxy = unpack(config, TcpProxy.class);
      return with(
          filter, proxy.toBuilder().setCluster(socket.name()).setStatPrefix(socket.name()).build());
    }
    return filter.toBuilder().setTypedConfig(permissions.settle(config)).build();
  }

  private HttpConnectionManager http(HttpConnectionManager manager) {
    HttpConnectionManager.Builder own = manager.toBuilder().setStatPrefix(socket.name());
    own.getRouteConfigBuilder().setName(socket.name());
    own.getRouteConfigBuilder().getVirtualHostsBuilderList().forEach(this::route);
    own.clearHttpFilters();
    for (HttpFilter filter : manager.getHttpFiltersList()) {
      own.addHttpFilters(
          filter.toBuilder().setTypedConfig(permissions.settle(filter.getTypedConfig())));
    }
    return own.build();
  }

  private void route(VirtualHost.Builder host) {
    host.getRoutesBuilderList().stream()
        .filter(Route.Builder::hasRoute)
        .forEach(route -> route.getRouteBuilder().setCluster(socket.name()));
  }

  private TransportSocket shown(TransportSocket transport) {
    DownstreamTlsContext.Builder tls =
        unpack(transport.getTypedConfig(), DownstreamTlsContext.class).toBuilder();
    tls.getCommonTlsContextBuilder()
        .getTlsCertificateSdsSecretConfigsBuilderList()
        .forEach(secret -> secret.setName(identity));
    return transport.toBuilder().setTypedConfig(Any.pack(tls.build())).build();
  }

  private static Filter with(Filter filter, Message config) {
    return filter.toBuilder().setTypedConfig(Any.pack(config)).build();
  }

  private static <T extends Message> T unpack(Any config, Class<T> type) {
    try {
      return config.unpack(type);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }
}
