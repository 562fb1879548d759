package dev.meshlab.mesh.translate.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import com.google.protobuf.Message;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.config.PathNormalization;
import dev.meshlab.mesh.translate.xds.Ads;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.extensions.filters.http.cors.v3.Cors;
import io.envoyproxy.envoy.extensions.filters.http.fault.v3.HTTPFault;
import io.envoyproxy.envoy.extensions.filters.http.grpc_stats.v3.FilterConfig;
import io.envoyproxy.envoy.extensions.filters.http.grpc_web.v3.GrpcWeb;
import io.envoyproxy.envoy.extensions.filters.http.router.v3.Router;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.ForwardClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.PathWithEscapedSlashesAction;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.SetCurrentClientCertDetails;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager.UpgradeConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.Rds;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.RequestIDExtension;
import io.envoyproxy.envoy.extensions.request_id.uuid.v3.UuidRequestIdConfig;
import java.util.List;

/** The filters that take calls in, before routing (istio/istio, core/listener_builder.go). */
public final class HttpConnectionManagers {

  private static final HttpFilter GRPC_STATS =
      filter(
          "grpc_stats",
          FilterConfig.newBuilder()
              .setEmitFilterState(true)
              .setStatsForAllMethods(BoolValue.of(false))
              .build());
  private static final HttpFilter GRPC_WEB = filter("grpc_web", GrpcWeb.getDefaultInstance());
  private static final HttpFilter FAULT = filter("fault", HTTPFault.getDefaultInstance());
  private static final HttpFilter CORS = filter("cors", Cors.getDefaultInstance());
  private static final HttpFilter ROUTER = filter("router", Router.getDefaultInstance());

  private HttpConnectionManagers() {}

  /** A sidecar's, for calls going out. */
  static HttpConnectionManager outbound(
      MeshConfig config, String listener, String routeConfiguration, Protocol protocol) {
    return forEnvoy(config, listener, routeConfiguration, protocol, List.of())
        .setUseRemoteAddress(BoolValue.of(false))
        .build();
  }

  /**
   * A gateway's: what a client claims of itself counts only if its certificate says so.
   *
   * @param guards come first
   */
  public static HttpConnectionManager gateway(
      MeshConfig config,
      String listener,
      String routeConfiguration,
      Protocol protocol,
      List<HttpFilter> guards) {
    return forEnvoy(config, listener, routeConfiguration, protocol, guards)
        .setUseRemoteAddress(BoolValue.of(true))
        .setForwardClientCertDetails(ForwardClientCertDetails.SANITIZE_SET)
        .setSetCurrentClientCertDetails(
            SetCurrentClientCertDetails.newBuilder()
                .setSubject(BoolValue.of(true))
                .setCert(true)
                .setDns(true)
                .setUri(true))
        .build();
  }

  /**
   * A sidecar's, for calls coming in.
   *
   * @param statistics the beginning of the names of its statistics
   * @param routes are sent with it, so that no route configuration is asked for
   * @param guards come first
   */
  public static HttpConnectionManager inbound(
      MeshConfig config,
      String statistics,
      RouteConfiguration routes,
      Protocol protocol,
      List<HttpFilter> guards) {
    HttpConnectionManager.Builder manager =
        forEnvoy(config, statistics + ";", protocol, guards)
            .setRouteConfig(routes)
            .setUseRemoteAddress(BoolValue.of(false))
            .setServerName("istio-envoy")
            .setProxy100Continue(true)
            .setForwardClientCertDetails(ForwardClientCertDetails.APPEND_FORWARD)
            .setSetCurrentClientCertDetails(
                SetCurrentClientCertDetails.newBuilder()
                    .setSubject(BoolValue.of(true))
                    .setDns(true)
                    .setUri(true));
    return protocol.isHttp2()
        ? manager.setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()).build()
        : manager.build();
  }

  private static HttpConnectionManager.Builder forEnvoy(
      MeshConfig config,
      String listener,
      String routeConfiguration,
      Protocol protocol,
      List<HttpFilter> guards) {
    return forEnvoy(config, "outbound_" + listener + ";", protocol, guards)
        .setRds(
            Rds.newBuilder().setConfigSource(Ads.FOR_ENVOY).setRouteConfigName(routeConfiguration));
  }

  private static HttpConnectionManager.Builder forEnvoy(
      MeshConfig config, String statistics, Protocol protocol, List<HttpFilter> guards) {
    PathNormalization paths = config.pathNormalization();
    HttpConnectionManager.Builder manager =
        HttpConnectionManager.newBuilder().addAllHttpFilters(guards);
    if (protocol == Protocol.GRPC_WEB) {
      manager.addHttpFilters(GRPC_WEB);
    }
    return manager
        .setStatPrefix(statistics)
        .addHttpFilters(GRPC_STATS)
        .addHttpFilters(FAULT)
        .addHttpFilters(CORS)
        .addHttpFilters(ROUTER)
        .setStreamIdleTimeout(Durations.ZERO)
        .setNormalizePath(BoolValue.of(paths.resolvesDots()))
        .setMergeSlashes(paths.mergesSlashes())
        .setPathWithEscapedSlashesAction(
            paths.decodesSlashes()
                ? PathWithEscapedSlashesAction.UNESCAPE_AND_FORWARD
                : PathWithEscapedSlashesAction.KEEP_UNCHANGED)
        .setRequestIdExtension(
            RequestIDExtension.newBuilder()
                .setTypedConfig(
                    Any.pack(
                        UuidRequestIdConfig.newBuilder()
                            .setUseRequestIdForTraceSampling(BoolValue.of(true))
                            .build())))
        .addUpgradeConfigs(UpgradeConfig.newBuilder().setUpgradeType("websocket"));
  }

  /** A proxyless client's: only the filters that gRPC knows, the router last (gRFC A39). */
  public static HttpConnectionManager grpc(String routeConfiguration) {
    return HttpConnectionManager.newBuilder()
        .setRds(
            Rds.newBuilder().setConfigSource(Ads.FOR_GRPC).setRouteConfigName(routeConfiguration))
        .addHttpFilters(FAULT)
        .addHttpFilters(ROUTER)
        .build();
  }

  private static HttpFilter filter(String name, Message config) {
    return HttpFilter.newBuilder()
        .setName("envoy.filters.http." + name)
        .setTypedConfig(Any.pack(config))
        .build();
  }
}
