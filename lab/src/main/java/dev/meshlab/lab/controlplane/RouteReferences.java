package dev.meshlab.lab.controlplane;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.WeightedCluster.ClusterWeight;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The names that stand in listeners and in route configurations. */
final class RouteReferences {
  private RouteReferences() {}

  /** The route configurations that the listener asks RDS for. */
  static Set<String> routeConfigurations(Listener listener) {
    return connectionManagers(listener)
        .filter(HttpConnectionManager::hasRds)
        .map(manager -> manager.getRds().getRouteConfigName())
        .collect(Collectors.toSet());
  }

  /** The clusters to which the listener's own routes lead. */
  static Set<String> clusters(Listener listener) {
    return connectionManagers(listener)
        .flatMap(manager -> clusters(manager.getRouteConfig()).stream())
        .collect(Collectors.toSet());
  }

  static Set<String> clusters(RouteConfiguration routes) {
    return routes.getVirtualHostsList().stream()
        .flatMap(host -> host.getRoutesList().stream())
        .flatMap(route -> clusters(route.getRoute()))
        .collect(Collectors.toSet());
  }

  private static Stream<String> clusters(RouteAction action) {
    return switch (action.getClusterSpecifierCase()) {
      case CLUSTER -> Stream.of(action.getCluster());
      case WEIGHTED_CLUSTERS ->
          action.getWeightedClusters().getClustersList().stream().map(ClusterWeight::getName);
      default -> Stream.empty();
    };
  }

  /** Envoy has them in filter chains, grpc-java in the API listener. */
  private static Stream<HttpConnectionManager> connectionManagers(Listener listener) {
    Stream<FilterChain> chains =
        Stream.concat(
            listener.getFilterChainsList().stream(), Stream.of(listener.getDefaultFilterChain()));
    Stream<Any> filters =
        chains.flatMap(chain -> chain.getFiltersList().stream()).map(Filter::getTypedConfig);
    return Stream.concat(filters, Stream.of(listener.getApiListener().getApiListener()))
        .flatMap(config -> connectionManager(config).stream());
  }

  private static Optional<HttpConnectionManager> connectionManager(Any config) {
    try {
      return config.is(HttpConnectionManager.class)
          ? Optional.of(config.unpack(HttpConnectionManager.class))
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      // The client will report it.
      return Optional.empty();
    }
  }
}
