package dev.meshlab.lab.predict;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.mesh.model.MutualTls;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import io.envoyproxy.envoy.type.matcher.v3.StringMatcher;
import java.util.List;
import java.util.Optional;

/**
 * The way in which a pod's port takes connections.
 *
 * @param mode what callers must speak
 * @param identity the name of the certificate that callers are shown
 */
public record Reception(MutualTls mode, String identity) {

  /** No proxy is in front of the pod, and the pod itself knows no TLS. */
  public static final Reception PLAIN = new Reception(MutualTls.DISABLE, "");

  /** The protocol by which a sidecar's connection within the mesh is known. */
  private static final String IN_MESH = "istio";

  /** The reason why a connection in plain text is refused; empty if it is not. */
  public Optional<String> refusalOfPlainText() {
    return mode == MutualTls.STRICT
        ? Optional.of("refused: STRICT mutual TLS, and this plane speaks plain text")
        : Optional.empty();
  }

  /**
   * The reason why a connection that an Envoy makes by this socket is refused; empty if it is not.
   */
  Optional<String> refusal(TransportSocket socket) {
    return tls(socket).map(this::refusalOfTls).orElseGet(this::refusalOfPlainText);
  }

  private Optional<String> refusalOfTls(CommonTlsContext tls) {
    if (mode == MutualTls.DISABLE) {
      return Optional.of("refused: the pod takes plain text only, and this plane speaks TLS");
    }
    boolean shown = tls.getTlsCertificateSdsSecretConfigsCount() > 0;
    boolean known = mode == MutualTls.STRICT || tls.getAlpnProtocolsList().contains(IN_MESH);
    if (!shown || !known) {
      return Optional.of("refused: " + mode + " mutual TLS, and this plane speaks other TLS");
    }
    List<String> expected = expected(tls);
    return expected.isEmpty() || expected.contains(identity)
        ? Optional.empty()
        : Optional.of(
            "refused by the caller: the pod is " + identity + ", expected is " + expected);
  }

  /** By the older of Envoy's two fields, as Istio writes them. */
  @SuppressWarnings("deprecation")
  private static List<String> expected(CommonTlsContext tls) {
    return tls
        .getCombinedValidationContext()
        .getDefaultValidationContext()
        .getMatchSubjectAltNamesList()
        .stream()
        .map(StringMatcher::getExact)
        .toList();
  }

  private static Optional<CommonTlsContext> tls(TransportSocket socket) {
    try {
      return socket.getTypedConfig().is(UpstreamTlsContext.class)
          ? Optional.of(
              socket.getTypedConfig().unpack(UpstreamTlsContext.class).getCommonTlsContext())
          : Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a cluster holds a broken TLS context", e);
    }
  }
}
