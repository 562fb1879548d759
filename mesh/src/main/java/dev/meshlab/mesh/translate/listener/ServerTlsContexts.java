package dev.meshlab.mesh.translate.listener;

import com.google.protobuf.Any;
import com.google.protobuf.BoolValue;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.cluster.UpstreamTls;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext.TrustChainVerification;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import java.util.Arrays;
import java.util.List;

/** A gateway server's TLS to a transport socket (istio/istio, core.BuildListenerTLSContext). */
public final class ServerTlsContexts {

  private static final List<String> HTTP = List.of("h2", "http/1.1");

  private ServerTlsContexts() {}

  public static TransportSocket of(MeshConfig config, ServerTls tls) {
    DownstreamTlsContext context =
        DownstreamTlsContext.newBuilder()
            .setCommonTlsContext(common(config, tls))
            .setRequireClientCertificate(BoolValue.of(tls.mode().requiresClientCertificate()))
            .build();
    return TransportSocket.newBuilder()
        .setName("envoy.transport_sockets.tls")
        .setTypedConfig(Any.pack(context))
        .build();
  }

  private static CommonTlsContext common(MeshConfig config, ServerTls tls) {
    CommonTlsContext.Builder common =
        CommonTlsContext.newBuilder()
            .addAllAlpnProtocols(HTTP)
            .addAllTlsCertificateSdsSecretConfigs(certificates(tls));
    if (tls.mode().validatesClients()) {
      common.setCombinedValidationContext(
          CombinedCertificateValidationContext.newBuilder()
              .setDefaultValidationContext(expected(tls))
              .setValidationContextSdsSecretConfig(ca(tls)));
    } else if (isBySecret(tls) && !tls.expected().subjectAltNames().isEmpty()) {
      common.setValidationContext(UpstreamTls.named(tls.expected().subjectAltNames()));
    }
    if (tls.mode() != ServerTls.Mode.ISTIO_MUTUAL) {
      parameters(config.tlsDefaults(), tls, common);
    }
    return common.build();
  }

  /** Hashes count only beside a Secret, a list of revoked certificates only beside files. */
  private static CertificateValidationContext expected(ServerTls tls) {
    ServerTls.Expected expected = tls.expected();
    CertificateValidationContext.Builder context =
        UpstreamTls.named(expected.subjectAltNames()).toBuilder();
    if (isBySecret(tls)) {
      context
          .addAllVerifyCertificateHash(expected.hashes())
          .addAllVerifyCertificateSpki(expected.keyHashes());
    } else if (!expected.revoked().isEmpty()) {
      context.setCrl(DataSource.newBuilder().setFilename(expected.revoked()));
    }
    if (!expected.signed()) {
      context.setTrustChainVerification(TrustChainVerification.ACCEPT_UNTRUSTED);
    }
    return context.build();
  }

  private static boolean isBySecret(ServerTls tls) {
    return tls.mode() != ServerTls.Mode.ISTIO_MUTUAL && !tls.credentials().isEmpty();
  }

  private static List<SdsSecretConfig> certificates(ServerTls tls) {
    if (tls.mode() == ServerTls.Mode.ISTIO_MUTUAL) {
      return List.of(Sds.workload(Sds.WORKLOAD));
    }
    return tls.credentials().isEmpty()
        ? tls.files().certificates().stream().map(ServerTlsContexts::file).toList()
        : tls.credentials().stream().map(Sds::credential).toList();
  }

  /** Of several credentials, the first one's CA is for all. */
  private static SdsSecretConfig ca(ServerTls tls) {
    if (tls.mode() == ServerTls.Mode.ISTIO_MUTUAL) {
      return Sds.workload(Sds.ROOT);
    }
    if (tls.credentials().isEmpty()) {
      return Sds.fileRoot(tls.files().ca());
    }
    return tls.caCredential().isEmpty()
        ? Sds.ca(tls.credentials().get(0))
        : Sds.credential(tls.caCredential());
  }

  private static SdsSecretConfig file(ServerTls.KeyPair pair) {
    return Sds.file(pair.certificate(), pair.key());
  }

  /** The parameters of the mesh config, and in their place those that the server sets. */
  private static void parameters(Fields ofMesh, ServerTls tls, CommonTlsContext.Builder common) {
    TlsParameters.Builder parameters =
        TlsParameters.newBuilder().addAllEcdhCurves(ofMesh.strings("ecdhCurves"));
    String least = ofMesh.string("minProtocolVersion", "TLS_AUTO");
    String minimum = tls.minimum().isEmpty() && !least.equals("TLS_AUTO") ? least : tls.minimum();
    if (!minimum.isEmpty()) {
      parameters.setTlsMinimumProtocolVersion(version(minimum));
    }
    if (!tls.maximum().isEmpty()) {
      parameters.setTlsMaximumProtocolVersion(version(tls.maximum()));
    }
    List<String> suites = ofMesh.strings("cipherSuites");
    parameters.addAllCipherSuites(tls.cipherSuites().isEmpty() ? suites : tls.cipherSuites());
    TlsParameters built = parameters.build();
    if (!built.equals(TlsParameters.getDefaultInstance())) {
      common.setTlsParams(built);
    }
  }

  /** Istio writes TLSV1_2 where Envoy writes TLSv1_2. A mesh config with another is refused. */
  private static TlsProtocol version(String istio) {
    return Arrays.stream(TlsProtocol.values())
        .filter(protocol -> protocol.name().equals(istio.replace("TLSV", "TLSv")))
        .findFirst()
        .orElse(TlsProtocol.TLS_AUTO);
  }
}
