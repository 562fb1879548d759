package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.accesslog.v3.AccessLog;
import io.envoyproxy.envoy.config.core.v3.ApiVersion;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.extensions.access_loggers.grpc.v3.HttpGrpcAccessLogConfig;
import io.envoyproxy.envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager;
import java.util.List;

/**
 * An access log that each request goes to, over gRPC and at once. It costs a message for each
 * request, so it is there only where it is read.
 */
public final class AccessLogs {

  /** The gRPC status of a call, which a log has only where it is asked for. */
  public static final String GRPC_STATUS = "grpc-status";

  private AccessLogs() {}

  /**
   * Adds it to every listener that carries requests.
   *
   * @param cluster by which Envoy reaches the one that reads it
   */
  public static Adapted add(Resources resources, String cluster) {
    AccessLog log = log(cluster);
    Deviation deviation =
        new Deviation(
            "http_connection_manager.access_log",
            "as MeshConfig and Telemetry say",
            "a log to the lab",
            "the response flags of calls, and lines to show, are read from it");
    return Adaptation.apply(
        List.of(
            new Adaptation(
                deviation,
                all ->
                    all.withListeners(
                        all.listeners().stream().map(each -> logging(each, log)).toList()))),
        resources);
  }

  /** True if one was added. */
  public static boolean areIn(Resources resources) {
    return resources.listeners().stream().anyMatch(AccessLogs::isIn);
  }

  private static boolean isIn(Listener listener) {
    return listener.getFilterChainsList().stream()
        .flatMap(chain -> chain.getFiltersList().stream())
        .filter(filter -> filter.getTypedConfig().is(HttpConnectionManager.class))
        .anyMatch(filter -> manager(filter.getTypedConfig()).getAccessLogCount() > 0);
  }

  private static HttpConnectionManager manager(Any packed) {
    try {
      return packed.unpack(HttpConnectionManager.class);
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }

  private static AccessLog log(String cluster) {
    HttpGrpcAccessLogConfig.Builder config = HttpGrpcAccessLogConfig.newBuilder();
    // of an answer without a message the status is in the headers
    config.addAdditionalResponseHeadersToLog(GRPC_STATUS);
    config.addAdditionalResponseTrailersToLog(GRPC_STATUS);
    config
        .getCommonConfigBuilder()
        .setLogName("meshlab")
        .setTransportApiVersion(ApiVersion.V3)
        .setBufferSizeBytes(UInt32Value.of(0))
        .getGrpcServiceBuilder()
        .getEnvoyGrpcBuilder()
        .setClusterName(cluster);
    return AccessLog.newBuilder()
        .setName("envoy.access_loggers.http_grpc")
        .setTypedConfig(Any.pack(config.build()))
        .build();
  }

  private static Listener logging(Listener listener, AccessLog log) {
    Listener.Builder changed = listener.toBuilder();
    changed.getFilterChainsBuilderList().stream()
        .flatMap(chain -> chain.getFiltersBuilderList().stream())
        .filter(filter -> filter.getTypedConfig().is(HttpConnectionManager.class))
        .forEach(filter -> addTo(filter, log));
    return changed.build();
  }

  private static void addTo(Filter.Builder filter, AccessLog log) {
    HttpConnectionManager manager = manager(filter.getTypedConfig());
    filter.setTypedConfig(Any.pack(manager.toBuilder().addAccessLog(log).build()));
  }
}
