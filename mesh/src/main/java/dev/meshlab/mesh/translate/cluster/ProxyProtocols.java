package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Any;
import dev.meshlab.mesh.model.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.ProxyProtocolConfig;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.proxy_protocol.v3.ProxyProtocolUpstreamTransport;
import io.envoyproxy.envoy.extensions.transport_sockets.raw_buffer.v3.RawBuffer;

/** {@code proxyProtocol}: the caller's address ahead of the bytes, whatever carries these. */
final class ProxyProtocols {

  private static final TransportSocket PLAIN =
      TransportSocket.newBuilder()
          .setName("raw_buffer")
          .setTypedConfig(Any.pack(RawBuffer.getDefaultInstance()))
          .build();

  private ProxyProtocols() {}

  /** As applyUpstreamProxyProtocol of istio/istio, core/cluster_traffic_policy.go. */
  static void apply(TrafficPolicy policy, Cluster.Builder cluster) {
    policy
        .proxyProtocol()
        .map(settings -> settings.string("version", "V1"))
        .map(version -> wrapped(version, cluster))
        .ifPresent(cluster::setTransportSocket);
  }

  private static TransportSocket wrapped(String version, Cluster.Builder cluster) {
    ProxyProtocolUpstreamTransport transport =
        ProxyProtocolUpstreamTransport.newBuilder()
            .setConfig(
                ProxyProtocolConfig.newBuilder()
                    .setVersion(
                        version.equals("V2")
                            ? ProxyProtocolConfig.Version.V2
                            : ProxyProtocolConfig.Version.V1))
            .setTransportSocket(cluster.hasTransportSocket() ? cluster.getTransportSocket() : PLAIN)
            .build();
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.upstream_proxy_protocol")
        .setTypedConfig(Any.pack(transport))
        .build();
  }
}
