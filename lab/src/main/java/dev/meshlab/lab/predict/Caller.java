package dev.meshlab.lab.predict;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.CommonTlsContext;
import io.envoyproxy.envoy.extensions.transport_sockets.tls.v3.UpstreamTlsContext;
import java.util.List;
import java.util.Optional;

/**
 * A caller, as whoever is before the pod sees the connection.
 *
 * @param tls what the caller says of TLS; empty for plain text
 * @param identity the name of the certificate that it shows; empty where it shows none
 * @param http2 whether it speaks HTTP/2, and not HTTP/1.1
 * @param proxy whether it is a proxy, and not a gRPC client
 */
public record Caller(
    Optional<CommonTlsContext> tls, String identity, boolean http2, boolean proxy) {

  /** A gRPC client without a proxy of its own. */
  public static final Caller PLAIN = new Caller(Optional.empty(), "", true, false);

  /** A proxy before a pod, as the pod sees it. */
  static final Caller PROXY = new Caller(Optional.empty(), "", true, true);

  /** A proxy, or a client that xDS has told how to connect, by a socket. */
  static Caller by(TransportSocket socket, String identity, boolean http2, boolean proxy) {
    Optional<CommonTlsContext> tls = tls(socket);
    boolean shown = tls.filter(t -> t.getTlsCertificateSdsSecretConfigsCount() > 0).isPresent();
    return new Caller(tls, shown ? identity : "", http2, proxy);
  }

  /** The protocols that it offers within TLS, the preferred one first. */
  List<String> alpn() {
    return tls.map(t -> List.copyOf(t.getAlpnProtocolsList())).orElse(List.of());
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
