package dev.meshlab.lab.predict;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The use that a listener makes of plaintext gRPC: it hands its calls to a route configuration, or
 * its bytes to a cluster.
 */
public final class ListenerContent {

  private ListenerContent() {}

  /**
   * The listener with only the filter chain that takes a TLS client which names this server: the
   * one with the longest name that fits, or the one without names (Envoy's FilterChainMatch).
   */
  public static Listener forServerName(Listener listener, String serverName) {
    return listener.getFilterChainsList().stream()
        .filter(chain -> fit(chain, serverName) >= 0)
        .max(Comparator.comparingInt(chain -> fit(chain, serverName)))
        .map(chain -> listener.toBuilder().clearFilterChains().addFilterChains(chain).build())
        .orElseGet(() -> listener.toBuilder().clearFilterChains().build());
  }

  private static int fit(FilterChain chain, String serverName) {
    List<String> names = chain.getFilterChainMatch().getServerNamesList();
    return names.isEmpty()
        ? 0
        : names.stream()
            .filter(
                n ->
                    n.startsWith("*.") ? serverName.endsWith(n.substring(1)) : n.equals(serverName))
            .mapToInt(n -> n.startsWith("*.") ? n.length() : Integer.MAX_VALUE)
            .max()
            .orElse(-1);
  }

  /** True if calls, not only bytes, are forwarded through it. */
  public static boolean carriesRequests(Listener listener) {
    return routeConfiguration(listener).isPresent();
  }

  /**
   * The route configuration of the HTTP chain. A listener that sniffs the protocol has a TCP chain
   * too, but gRPC opens with the HTTP/2 preface, which the inspector recognises.
   */
  public static Optional<String> routeConfiguration(Listener listener) {
    Stream<Any> apiListener =
        listener.hasApiListener()
            ? Stream.of(listener.getApiListener().getApiListener())
            : Stream.empty();
    return Stream.concat(apiListener, filters(listener))
        .filter(config -> config.is(HttpConnectionManager.class))
        .map(config -> unpack(config, HttpConnectionManager.class).getRds().getRouteConfigName())
        .findFirst();
  }

  /** The rules by which it lets calls pass; a listener is expected to have one chain for them. */
  static AccessRules access(Listener listener) {
    return listener.getFilterChainsList().stream()
        .findFirst()
        .map(chain -> new InboundChain(chain).access())
        .orElse(AccessRules.NONE);
  }

  static Optional<String> tcpCluster(Listener listener) {
    return filters(listener)
        .filter(config -> config.is(TcpProxy.class))
        .map(config -> unpack(config, TcpProxy.class).getCluster())
        .findFirst();
  }

  private static Stream<Any> filters(Listener listener) {
    return Stream.concat(
            listener.getFilterChainsList().stream(), Stream.of(listener.getDefaultFilterChain()))
        .map(FilterChain::getFiltersList)
        .flatMap(List::stream)
        .map(Filter::getTypedConfig);
  }

  private static <T extends Message> T unpack(Any config, Class<T> type) {
    try {
      return config.unpack(type);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a listener holds a broken " + type.getSimpleName(), e);
    }
  }
}
