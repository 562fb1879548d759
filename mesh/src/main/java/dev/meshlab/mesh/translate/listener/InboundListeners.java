package dev.meshlab.mesh.translate.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.model.MutualTls;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.cluster.UpstreamTls;
import dev.meshlab.mesh.translate.xds.Resources;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Filter;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import java.util.List;

/**
 * One proxy in the place of the sidecars of many pods: ends mutual TLS in each pod's name and hands
 * the bytes to the pod. Which connections it lets in is the rule of istio/istio, core/
 * inbound_listener filter chains: STRICT those with TLS, PERMISSIVE those with the mesh's own ALPN
 * and, as they are, all others.
 */
public final class InboundListeners {

  private static final String LOOPBACK = "127.0.0.1";
  private static final List<String> HTTP = List.of("h2", "http/1.1");

  private InboundListeners() {}

  /** A listener for each port, named by the port's socket, and a cluster of the same name. */
  public static Resources of(List<InboundPort> ports) {
    return new Resources(
        ports.stream().map(InboundListeners::cluster).toList(),
        List.of(),
        ports.stream().map(InboundListeners::listener).toList(),
        List.of());
  }

  private static Cluster cluster(InboundPort port) {
    LbEndpoint.Builder pod = LbEndpoint.newBuilder();
    pod.setEndpoint(
        Endpoint.newBuilder().setAddress(Endpoints.address(LOOPBACK, port.loopbackPort())));
    return Cluster.newBuilder()
        .setName(port.socket())
        .setType(Cluster.DiscoveryType.STATIC)
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(port.socket())
                .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(pod)))
        .build();
  }

  private static Listener listener(InboundPort port) {
    Listener.Builder listener =
        Listener.newBuilder()
            .setName(port.socket())
            .setAddress(Endpoints.address(LOOPBACK, 0))
            .addListenerFilters(
                ListenerFilter.newBuilder()
                    .setName("envoy.filters.listener.tls_inspector")
                    .setTypedConfig(Any.pack(TlsInspector.getDefaultInstance())))
            .addFilterChains(
                chain(port).setFilterChainMatch(secure(port)).setTransportSocket(socket(port)));
    if (port.mode() == MutualTls.PERMISSIVE) {
      listener.addFilterChains(chain(port));
    }
    return listener.build();
  }

  private static FilterChainMatch secure(InboundPort port) {
    FilterChainMatch.Builder match = FilterChainMatch.newBuilder().setTransportProtocol("tls");
    if (port.mode() == MutualTls.PERMISSIVE) {
      match.addApplicationProtocols(UpstreamTls.IN_MESH);
    }
    return match.build();
  }

  private static FilterChain.Builder chain(InboundPort port) {
    TcpProxy bytes =
        TcpProxy.newBuilder().setStatPrefix(port.socket()).setCluster(port.socket()).build();
    return FilterChain.newBuilder()
        .addFilters(
            Filter.newBuilder()
                .setName("envoy.filters.network.tcp_proxy")
                .setTypedConfig(Any.pack(bytes)));
  }

  /** A sidecar asks for {@link Sds#WORKLOAD}; here each pod's certificate goes by its identity. */
  private static TransportSocket socket(InboundPort port) {
    CommonTlsContext common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(HTTP)
            .addTlsCertificateSdsSecretConfigs(Sds.workload(port.identity()))
            .setCombinedValidationContext(
                CombinedCertificateValidationContext.newBuilder()
                    .setDefaultValidationContext(CertificateValidationContext.getDefaultInstance())
                    .setValidationContextSdsSecretConfig(Sds.workload(Sds.ROOT)))
            .build();
    DownstreamTlsContext context =
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common)
            .setRequireClientCertificate(BoolValue.of(true))
            .build();
    return TransportSocket.newBuilder()
        .setName(UpstreamTls.SOCKET)
        .setTypedConfig(Any.pack(context))
        .build();
  }
}
