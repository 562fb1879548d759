package dev.meshlab.mesh.translate;

import com.google.protobuf.Any;
import dev.meshlab.mesh.model.Protocol;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Http1ProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.Http2ProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.ExplicitHttpConfig;
import io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.UseDownstreamHttpConfig;

/** The HTTP version that a sidecar speaks to the pods. */
final class HttpProtocols {

  static final String EXTENSION = "envoy.extensions.upstreams.http.v3.HttpProtocolOptions";

  static final UseDownstreamHttpConfig AS_DOWNSTREAM =
      UseDownstreamHttpConfig.newBuilder()
          .setHttpProtocolOptions(Http1ProtocolOptions.getDefaultInstance())
          .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance())
          .build();

  private static final HttpProtocolOptions HTTP2 =
      HttpProtocolOptions.newBuilder()
          .setExplicitHttpConfig(
              ExplicitHttpConfig.newBuilder()
                  .setHttp2ProtocolOptions(Http2ProtocolOptions.getDefaultInstance()))
          .build();

  private static final HttpProtocolOptions SNIFFED =
      HttpProtocolOptions.newBuilder().setUseDownstreamProtocolConfig(AS_DOWNSTREAM).build();

  private HttpProtocols() {}

  /** A port declared as HTTP/1 or as bytes needs no options: Envoy's default is HTTP/1.1. */
  static void apply(Protocol protocol, Cluster.Builder cluster) {
    if (protocol.isHttp2()) {
      cluster.putTypedExtensionProtocolOptions(EXTENSION, Any.pack(HTTP2));
    } else if (protocol.isSniffed()) {
      cluster.putTypedExtensionProtocolOptions(EXTENSION, Any.pack(SNIFFED));
    }
  }
}
