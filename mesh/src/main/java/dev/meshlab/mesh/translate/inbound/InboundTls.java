package dev.meshlab.mesh.translate.inbound;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.translate.cluster.UpstreamTls;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/** Mutual TLS as a pod's sidecar ends it (istio/istio, authn/utils.BuildInboundTLS). */
final class InboundTls {

  /** Without {@code istio}, which would keep HTTP/2 from being agreed on. */
  private static final List<String> OFFERED = List.of("h2", "http/1.1");

  private static final TlsParameters PARAMETERS =
      TlsParameters.newBuilder()
          .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
          .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3)
          .addCipherSuites("ECDHE-ECDSA-AES256-GCM-SHA384")
          .addCipherSuites("ECDHE-RSA-AES256-GCM-SHA384")
          .addCipherSuites("ECDHE-ECDSA-AES128-GCM-SHA256")
          .addCipherSuites("ECDHE-RSA-AES128-GCM-SHA256")
          .addCipherSuites("AES256-GCM-SHA384")
          .addCipherSuites("AES128-GCM-SHA256")
          .build();

  private InboundTls() {}

  /**
   * A socket that shows the workload's certificate and wants one of the mesh.
   *
   * @param trustDomains of which the caller's identity must have one
   */
  static TransportSocket socket(List<String> trustDomains) {
    CommonTlsContext common =
        CommonTlsContext.newBuilder()
            .setTlsParams(PARAMETERS)
            .addAllAlpnProtocols(OFFERED)
            .addTlsCertificateSdsSecretConfigs(Sds.workload(Sds.WORKLOAD))
            .setCombinedValidationContext(
                CombinedCertificateValidationContext.newBuilder()
                    .setDefaultValidationContext(ofDomains(trustDomains))
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

  /** By the older of Envoy's two fields, as Istio does it. */
  @SuppressWarnings("deprecation")
  private static CertificateValidationContext ofDomains(List<String> trustDomains) {
    CertificateValidationContext.Builder context = CertificateValidationContext.newBuilder();
    trustDomains.forEach(
        domain ->
            context.addMatchSubjectAltNames(
                StringMatcher.newBuilder().setPrefix("spiffe://" + domain + "/")));
    return context.build();
  }
}
