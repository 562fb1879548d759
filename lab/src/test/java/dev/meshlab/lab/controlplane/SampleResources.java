package dev.meshlab.lab.controlplane;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.protobuf.Message;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.AggregatedConfigSource;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.core.v3.ConfigSource;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Locality;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.ApiListener;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.type.matcher.v3.RegexMatcher;
import java.util.Arrays;
import java.util.List;

/** Small configurations, made by hand: one listener, one route configuration, clusters as asked. */
public final class SampleResources {
  public static final String LISTENER = "listener";
  public static final String ROUTES = "routes";

  private static final ConfigSource ADS =
      ConfigSource.newBuilder()
          .setAds(AggregatedConfigSource.getDefaultInstance())
          .setResourceApiVersion(ApiVersion.V3)
          .build();

  private SampleResources() {}

  /** For Envoy: a listener on a free loopback port that routes everything to one cluster. */
  public static Resources sidecar(String cluster, int... ports) {
    return new Resources(
        List.of(cluster(cluster)),
        List.of(assignment(cluster, ports)),
        List.of(socketListener()),
        List.of(routes(prefix(""), cluster)));
  }

  /** For grpc-java: the same behind an API listener. */
  public static Resources proxyless(String cluster, int... ports) {
    return withListener(sidecar(cluster, ports), apiListener());
  }

  /** The same with a route whose regular expression no client compiles. */
  public static Resources withBadRegex(Resources resources) {
    RouteMatch bad =
        RouteMatch.newBuilder().setSafeRegex(RegexMatcher.newBuilder().setRegex("[")).build();
    String cluster = resources.clusters().get(0).getName();
    return withRoutes(resources, routes(bad, cluster));
  }

  public static Resources withRoutes(Resources resources, RouteConfiguration routes) {
    return new Resources(
        resources.clusters(), resources.endpoints(), resources.listeners(), List.of(routes));
  }

  private static Resources withListener(Resources resources, Listener listener) {
    return new Resources(
        resources.clusters(), resources.endpoints(), List.of(listener), resources.routes());
  }

  public static Cluster cluster(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(DiscoveryType.EDS)
        .setEdsClusterConfig(EdsClusterConfig.newBuilder().setEdsConfig(ADS))
        .setConnectTimeout(Duration.newBuilder().setSeconds(1))
        .putTypedExtensionProtocolOptions(
            "envoy.extensions.upstreams.http.v3.HttpProtocolOptions", Any.pack(http2()))
        .build();
  }

  private static HttpProtocolOptions http2() {
    return HttpProtocolOptions.newBuilder()
        .setExplicitHttpConfig(
            ExplicitHttpConfig.newBuilder()
                .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()))
        .build();
  }

  public static ClusterLoadAssignment assignment(String cluster, int... ports) {
    LocalityLbEndpoints.Builder locality =
        LocalityLbEndpoints.newBuilder().setLocality(Locality.newBuilder().setRegion("here"));
    locality.getLoadBalancingWeightBuilder().setValue(1);
    Arrays.stream(ports).forEach(port -> locality.addLbEndpoints(endpoint(port)));
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(cluster)
        .addEndpoints(locality)
        .build();
  }

  private static LbEndpoint endpoint(int port) {
    return LbEndpoint.newBuilder()
        .setEndpoint(Endpoint.newBuilder().setAddress(loopback(port)))
        .build();
  }

  private static Address loopback(int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(port))
        .build();
  }

  public static RouteMatch prefix(String prefix) {
    return RouteMatch.newBuilder().setPrefix(prefix).build();
  }

  public static RouteConfiguration routes(RouteMatch match, String cluster) {
    Route route =
        Route.newBuilder()
            .setMatch(match)
            .setRoute(RouteAction.newBuilder().setCluster(cluster))
            .build();
    return RouteConfiguration.newBuilder()
        .setName(ROUTES)
        .addVirtualHosts(VirtualHost.newBuilder().setName("all").addDomains("*").addRoutes(route))
        .build();
  }

  public static Listener socketListener() {
    Filter manager =
        Filter.newBuilder().setName("http").setTypedConfig(Any.pack(connectionManager())).build();
    return Listener.newBuilder()
        .setName(LISTENER)
        .setAddress(loopback(0))
        .addFilterChains(FilterChain.newBuilder().addFilters(manager))
        .build();
  }

  public static Listener apiListener() {
    return Listener.newBuilder()
        .setName(LISTENER)
        .setApiListener(ApiListener.newBuilder().setApiListener(Any.pack(connectionManager())))
        .build();
  }

  private static HttpConnectionManager connectionManager() {
    Message router = Router.getDefaultInstance();
    return HttpConnectionManager.newBuilder()
        .setStatPrefix("lab")
        .setRds(Rds.newBuilder().setConfigSource(ADS).setRouteConfigName(ROUTES))
        .addHttpFilters(HttpFilter.newBuilder().setName("router").setTypedConfig(Any.pack(router)))
        .build();
  }
}
