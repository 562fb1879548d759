package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.cluster.HttpProtocols;
import dev.meshlab.mesh.translate.cluster.UpstreamTls;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;

/**
 * The protocols that a proxy offers within mutual TLS. Istio's own filter sets them for each
 * request (istio/istio, xdsfilters.Alpn), by which the sidecar before a pod knows HTTP from bytes
 * where the port does not say so.
 */
final class MeshAlpn {

  /** The change that it makes, and its reason. */
  static final Adaptation ADAPTATION =
      new Adaptation(
          new Deviation(
              "transport_socket.alpn_protocols within the mesh",
              "by a filter, for each request",
              "istio-h2 first, in the cluster",
              "Envoy does not have Istio's filter, and all calls here are HTTP/2"),
          all -> all.withClusters(all.clusters().stream().map(MeshAlpn::changed).toList()));

  private static final String OFFERED_FIRST = "istio-h2";

  private MeshAlpn() {}

  private static Cluster changed(Cluster cluster) {
    return HttpProtocols.takesHttp2(cluster)
        ? SecretReferences.change(cluster, MeshAlpn::ofHttp2)
        : cluster;
  }

  private static CommonTlsContext ofHttp2(CommonTlsContext context) {
    return context.getAlpnProtocolsList().contains(UpstreamTls.IN_MESH)
        ? context.toBuilder()
            .clearAlpnProtocols()
            .addAlpnProtocols(OFFERED_FIRST)
            .addAllAlpnProtocols(context.getAlpnProtocolsList())
            .build()
        : context;
  }
}
