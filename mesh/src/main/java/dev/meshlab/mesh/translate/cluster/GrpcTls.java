package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Any;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateProviderPluginInstance;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CertificateProviderInstance;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;

/**
 * TLS within the mesh for gRPC clients, whose bootstrap names a provider of certificates (istio/
 * istio, grpcgen/grpcgen.go). Says it twice, in today's fields and in those of older clients.
 */
final class GrpcTls {

  private static final String PROVIDER = "default";
  private static final String OWN = "default";
  private static final String ROOT = "ROOTCA";

  private GrpcTls() {}

  /**
   * @param identities of which the server must have one
   */
  static TransportSocket upstream(List<String> identities) {
    UpstreamTlsContext context =
        UpstreamTlsContext.newBuilder().setCommonTlsContext(common(identities)).build();
    return TransportSocket.newBuilder()
        .setName(UpstreamTls.SOCKET)
        .setTypedConfig(Any.pack(context))
        .build();
  }

  @SuppressWarnings("deprecation")
  private static CommonTlsContext common(List<String> identities) {
    CertificateValidationContext names =
        UpstreamTls.named(identities).toBuilder()
            .setCaCertificateProviderInstance(instance(ROOT))
            .build();
    return CommonTlsContext.newBuilder()
        .setTlsCertificateProviderInstance(instance(OWN))
        .setTlsCertificateCertificateProviderInstance(older(OWN))
        .setCombinedValidationContext(
            CombinedCertificateValidationContext.newBuilder()
                .setDefaultValidationContext(names)
                .setValidationContextCertificateProviderInstance(older(ROOT)))
        .build();
  }

  private static CertificateProviderPluginInstance instance(String certificate) {
    return CertificateProviderPluginInstance.newBuilder()
        .setInstanceName(PROVIDER)
        .setCertificateName(certificate)
        .build();
  }

  private static CertificateProviderInstance older(String certificate) {
    return CertificateProviderInstance.newBuilder()
        .setInstanceName(PROVIDER)
        .setCertificateName(certificate)
        .build();
  }
}
