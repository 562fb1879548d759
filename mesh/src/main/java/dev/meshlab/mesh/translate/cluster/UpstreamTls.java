package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Any;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.xds.Sds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.DataSource;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext.CombinedCertificateValidationContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.SdsSecretConfig;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.TlsParameters.TlsProtocol;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;

/**
 * The {@code tls} of a policy as a cluster's transport socket (istio/istio, core/cluster_tls.go).
 */
public final class UpstreamTls {

  public static final String SOCKET = "envoy.transport_sockets.tls";

  /** The ALPN name by which a sidecar on the other side recognises a call within the mesh. */
  public static final String IN_MESH = "istio";

  private static final String HTTP2 = "h2";

  private static final TlsParameters VERSIONS =
      TlsParameters.newBuilder()
          .setTlsMinimumProtocolVersion(TlsProtocol.TLSv1_2)
          .setTlsMaximumProtocolVersion(TlsProtocol.TLSv1_3)
          .build();

  private final ServiceCluster described;
  private final Fields tls;
  private final HttpProtocols protocols;

  private UpstreamTls(ServiceCluster described, Fields tls, HttpProtocols protocols) {
    this.described = described;
    this.tls = tls;
    this.protocols = protocols;
  }

  static void apply(
      Mesh mesh,
      ServiceCluster described,
      boolean gateway,
      Cluster.Builder cluster,
      HttpProtocols protocols) {
    Fields tls = described.policy().tls().orElse(null);
    if (tls == null) {
      return;
    }
    UpstreamTls upstream = new UpstreamTls(described, tls, protocols);
    switch (tls.string("mode", "DISABLE")) {
      case "ISTIO_MUTUAL" -> cluster.setTransportSocket(upstream.withinMesh(mesh));
      case "SIMPLE" -> upstream.originate(mesh.config(), false, gateway, cluster);
      case "MUTUAL" -> upstream.originate(mesh.config(), true, gateway, cluster);
      default -> {}
    }
  }

  /** Expects the identities of the pods that may answer, unless the author names others. */
  private TransportSocket withinMesh(Mesh mesh) {
    List<String> own = tls.strings("subjectAltNames");
    List<String> names = own.isEmpty() ? ServiceIdentities.of(mesh, described.service()) : own;
    String sni = tls.string("sni", "");
    return withinMesh(names, sni.isEmpty() ? described.sni() : sni, protocols.isHttp2());
  }

  /** Shows the workload's own certificate and expects one of these identities. */
  public static TransportSocket withinMesh(List<String> names, String sni, boolean http2) {
    CommonTlsContext.Builder common = common();
    common
        .addTlsCertificateSdsSecretConfigs(Sds.workload(Sds.WORKLOAD))
        .setCombinedValidationContext(combined(named(names), Sds.workload(Sds.ROOT)))
        .addAlpnProtocols(IN_MESH);
    if (http2) {
      common.addAlpnProtocols(HTTP2);
    }
    return socket(common, sni);
  }

  private void originate(
      MeshConfig config, boolean mutual, boolean gateway, Cluster.Builder cluster) {
    String credential = tls.unnoted().string("credentialName", "");
    if (isOfNobody(credential, gateway)) {
      return;
    }
    nameServer();
    CommonTlsContext.Builder common = common().setTlsParams(parameters(config.tlsDefaults()));
    if (!credential.isEmpty()) {
      secret(tls.string("credentialName", ""), mutual, common);
    } else if (!files(mutual, common)) {
      return;
    }
    if (protocols.isHttp2()) {
      common.addAlpnProtocols(HTTP2);
    }
    cluster.setTransportSocket(socket(common, tls.string("sni", "")));
  }

  /** A Secret would be given to every sidecar, so a rule must say which ones are meant. */
  private boolean isOfNobody(String credential, boolean gateway) {
    boolean selected = described.rule().filter(r -> !r.workloads().isEmpty()).isPresent();
    return !credential.isEmpty() && !credential.startsWith("configmap://") && !gateway && !selected;
  }

  /** Without a name to expect, the name is taken from each request. */
  private void nameServer() {
    if (tls.string("sni", "").isEmpty()) {
      protocols.upstream().setAutoSni(true);
      if (tls.strings("subjectAltNames").isEmpty() && verifies()) {
        protocols.upstream().setAutoSanValidation(true);
      }
    }
  }

  private boolean verifies() {
    return !tls.bool("insecureSkipVerify", false);
  }

  private void secret(String credential, boolean mutual, CommonTlsContext.Builder common) {
    if (mutual) {
      common.addTlsCertificateSdsSecretConfigs(Sds.credential(credential));
    }
    if (verifies()) {
      CertificateValidationContext names = named(tls.strings("subjectAltNames"));
      common.setCombinedValidationContext(combined(names, Sds.ca(credential)));
    }
  }

  /** False when the files of the caller's own certificate are not all given: then without TLS. */
  private boolean files(boolean mutual, CommonTlsContext.Builder common) {
    if (mutual) {
      String certificate = tls.string("clientCertificate", "");
      String key = tls.string("privateKey", "");
      if (certificate.isEmpty() || key.isEmpty()) {
        return false;
      }
      common.addTlsCertificateSdsSecretConfigs(Sds.file(certificate, key));
    }
    if (verifies()) {
      String ca = tls.string("caCertificates", "");
      CertificateValidationContext.Builder names =
          named(tls.strings("subjectAltNames")).toBuilder();
      tls.string("caCrl").ifPresent(c -> names.setCrl(DataSource.newBuilder().setFilename(c)));
      common.setCombinedValidationContext(
          combined(names.build(), Sds.fileRoot(ca.isEmpty() ? "system" : ca)));
    } else {
      common.setValidationContext(CertificateValidationContext.getDefaultInstance());
    }
    return true;
  }

  /** The least version that the mesh config asks for is for servers only. */
  private static TlsParameters parameters(Fields ofMesh) {
    return VERSIONS.toBuilder()
        .addAllEcdhCurves(ofMesh.strings("ecdhCurves"))
        .addAllCipherSuites(ofMesh.strings("cipherSuites"))
        .build();
  }

  private static CommonTlsContext.Builder common() {
    return CommonTlsContext.newBuilder().setTlsParams(VERSIONS);
  }

  private static CombinedCertificateValidationContext combined(
      CertificateValidationContext names, SdsSecretConfig ca) {
    return CombinedCertificateValidationContext.newBuilder()
        .setDefaultValidationContext(names)
        .setValidationContextSdsSecretConfig(ca)
        .build();
  }

  /** By the older of Envoy's two fields, as Istio does it. */
  @SuppressWarnings("deprecation")
  public static CertificateValidationContext named(List<String> names) {
    CertificateValidationContext.Builder context = CertificateValidationContext.newBuilder();
    names.forEach(n -> context.addMatchSubjectAltNames(StringMatcher.newBuilder().setExact(n)));
    return context.build();
  }

  private static TransportSocket socket(CommonTlsContext.Builder common, String sni) {
    UpstreamTlsContext context =
        UpstreamTlsContext.newBuilder().setCommonTlsContext(common).setSni(sni).build();
    return TransportSocket.newBuilder().setName(SOCKET).setTypedConfig(Any.pack(context)).build();
  }
}
