package dev.meshlab.mesh.translate.listener;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.xds.EnvoyTypes;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.http_inspector.v3.HttpInspector;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.List;
import java.util.stream.Stream;

/** One listener of filter chains (istio/istio, core/listener.go buildListenerFromEntry). */
public final class Listeners {

  static final String LOOPBACK = "127.0.0.1";

  private static final ListenerFilter HTTP_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.http_inspector")
          .setTypedConfig(Any.pack(HttpInspector.getDefaultInstance()))
          .build();

  private static final ListenerFilter TLS_INSPECTOR =
      ListenerFilter.newBuilder()
          .setName("envoy.filters.listener.tls_inspector")
          .setTypedConfig(Any.pack(TlsInspector.getDefaultInstance()))
          .build();

  private static final HttpConnectionManager NO_ROUTES = HttpConnectionManager.getDefaultInstance();

  private Listeners() {}

  public static String name(int port) {
    return LOOPBACK + "_" + port;
  }

  /** True if a sidecar's listener is the one of its port number. */
  static boolean isShared(Listener listener) {
    return listener.getName().equals(name(listener.getAddress().getSocketAddress().getPortValue()));
  }

  /**
   * A loopback listener. A chain for all connections, beside others, is what is left when none of
   * them matches.
   */
  public static Listener of(MeshConfig config, int port, List<FilterChainSpec> chains) {
    return of(config, LOOPBACK, port, chains);
  }

  static Listener of(MeshConfig config, String address, int port, List<FilterChainSpec> chains) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(address + "_" + port)
            .setAddress(Endpoints.address(address, port))
            .setTrafficDirection(TrafficDirection.OUTBOUND)
            .setListenerFiltersTimeout(Durations.ZERO)
            .setContinueOnListenerFiltersTimeout(true)
            .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1));
    for (FilterChainSpec chain : chains) {
      if (chain.matchesAll() && chains.size() > 1) {
        listener.setDefaultFilterChain(chain.proto());
      } else {
        listener.addFilterChains(chain.proto());
      }
    }
    if (chains.stream().anyMatch(chain -> !chain.serverNames().isEmpty())) {
      listener.addListenerFilters(TLS_INSPECTOR);
    }
    if (chains.stream().anyMatch(FilterChainSpec::sniffed)) {
      listener
          .addListenerFilters(HTTP_INSPECTOR)
          .setListenerFiltersTimeout(Protos.duration(config.protocolDetectionTimeout()));
    }
    return listener.build();
  }

  /** The names of the route configurations for which a listener asks. */
  public static Stream<String> routes(Listener listener) {
    return listener.getFilterChainsList().stream()
        .flatMap(chain -> chain.getFiltersList().stream())
        .map(filter -> filter.getTypedConfig())
        .filter(config -> config.is(HttpConnectionManager.class))
        .map(config -> (HttpConnectionManager) EnvoyTypes.unpack(config, NO_ROUTES))
        .map(manager -> manager.getRds().getRouteConfigName())
        .filter(name -> !name.isEmpty());
  }
}
