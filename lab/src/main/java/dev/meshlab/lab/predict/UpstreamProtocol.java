package dev.meshlab.lab.predict;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import java.util.OptionalLong;

/** The version of HTTP that Envoy speaks to the pods of a cluster. */
final class UpstreamProtocol {

  /** Istio writes the largest number that HTTP/2 has where a rule sets no limit. */
  private static final long UNBOUNDED = Integer.MAX_VALUE;

  private UpstreamProtocol() {}

  /** True if a gRPC call that came in HTTP/2 is passed on so. */
  static boolean isHttp2(Cluster cluster) {
    return isHttp2(cluster, true);
  }

  /**
   * True if a gRPC call is passed on as HTTP/2. HTTP/1.1 is Envoy's default
   * (envoy/extensions/upstreams/http/v3/http_protocol_options.proto).
   *
   * @param downstream whether it came in HTTP/2
   */
  static boolean isHttp2(Cluster cluster, boolean downstream) {
    for (Any options : cluster.getTypedExtensionProtocolOptionsMap().values()) {
      if (options.is(HttpProtocolOptions.class)) {
        return isHttp2(unpacked(options), downstream);
      }
    }
    return false;
  }

  /** The most calls that one connection carries in its life; empty where it has no limit. */
  static OptionalLong requestsPerConnection(Cluster cluster) {
    return cluster.getTypedExtensionProtocolOptionsMap().values().stream()
        .filter(options -> options.is(HttpProtocolOptions.class))
        .map(options -> unpacked(options).getCommonHttpProtocolOptions())
        .filter(common -> common.getMaxRequestsPerConnection().getValue() > 0)
        .mapToLong(common -> common.getMaxRequestsPerConnection().getValue())
        .findFirst();
  }

  /** The most calls that one connection carries at a time; empty where a rule sets no limit. */
  static OptionalLong concurrentStreams(Cluster cluster) {
    return cluster.getTypedExtensionProtocolOptionsMap().values().stream()
        .filter(options -> options.is(HttpProtocolOptions.class))
        .map(options -> http2(unpacked(options)).getMaxConcurrentStreams())
        .mapToLong(UInt32Value::getValue)
        .filter(most -> most > 0 && most < UNBOUNDED)
        .findFirst();
  }

  private static Http2ProtocolOptions http2(HttpProtocolOptions options) {
    return options.hasExplicitHttpConfig()
        ? options.getExplicitHttpConfig().getHttp2ProtocolOptions()
        : options.getUseDownstreamProtocolConfig().getHttp2ProtocolOptions();
  }

  private static boolean isHttp2(HttpProtocolOptions options, boolean downstream) {
    return switch (options.getUpstreamProtocolOptionsCase()) {
      case EXPLICIT_HTTP_CONFIG -> options.getExplicitHttpConfig().hasHttp2ProtocolOptions();
      case USE_DOWNSTREAM_PROTOCOL_CONFIG ->
          downstream && options.getUseDownstreamProtocolConfig().hasHttp2ProtocolOptions();
      case AUTO_CONFIG -> true;
      case UPSTREAMPROTOCOLOPTIONS_NOT_SET -> false;
    };
  }

  private static HttpProtocolOptions unpacked(Any options) {
    try {
      return options.unpack(HttpProtocolOptions.class);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a cluster holds broken HttpProtocolOptions", e);
    }
  }
}
