package dev.meshlab.server.handshake;

import dev.meshlab.tls.Alert;
import dev.meshlab.tls.RefusedCertificateException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** The reason why a connection failed, in a sentence about the client. */
final class FailureReason {

  /**
   * The start of a handshake of TLS in Netty's dump of what is not HTTP/2 (Http2ConnectionHandler).
   */
  private static final String HANDSHAKE_IN_HEX = "received bytes: 1603";

  /** BoringSSL's and the JDK's text where a client has shown no certificate. */
  private static final String NO_CERTIFICATE =
      ".*(PEER_DID_NOT_RETURN_A_CERTIFICATE|Empty client certificate chain).*";

  private FailureReason() {}

  /** Empty for what has nothing to do with TLS. */
  static Optional<String> of(Throwable failure) {
    return of(failure, NotSslRecordException.class)
        .map(any -> "a client speaks plain text to this port, which speaks TLS")
        .or(
            () ->
                of(failure, RefusedCertificateException.class)
                    .map(refusal -> "a client's certificate " + refusal.getMessage()))
        .or(() -> Alert.in(failure).map(FailureReason::ofAlert))
        .or(() -> of(failure, SSLException.class).map(FailureReason::ofHandshake))
        .or(
            () ->
                of(failure, Http2Exception.class)
                    .filter(dump -> text(dump).contains(HANDSHAKE_IN_HEX))
                    .map(any -> "a client speaks TLS to this port, which speaks plain text"));
  }

  /** A client says with an alert why it ends the handshake. */
  private static String ofAlert(Alert alert) {
    return switch (alert.name()) {
      case "unknown_ca" -> "a client does not know the CA of this server's certificate";
      case "certificate_expired" -> "to a client this server's certificate has expired";
      default ->
          "a client refuses this server's certificate (TLS alert %s)".formatted(alert.name());
    };
  }

  private static String ofHandshake(SSLException failure) {
    return text(failure).matches(NO_CERTIFICATE)
        ? "a client has no certificate, and --cacert asks for one"
        : "a handshake failed: " + text(failure);
  }

  private static String text(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static <T extends Throwable> Optional<T> of(Throwable failure, Class<T> type) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }
}
