package dev.meshlab.client.channel;

import dev.meshlab.tls.Alert;
import dev.meshlab.tls.RefusedCertificateException;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.channel.unix.Errors.NativeIoException;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import java.net.SocketException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * A call that failed with its connection. grpc-java says "io exception" or "ssl exception" of most
 * of them; the causes behind that have types.
 *
 * @param answeredBefore whether the server has answered over this connection
 */
record ConnectionFailure(Security security, Status status, boolean answeredBefore) {

  /** The start of an alert of TLS, as Netty's text has it (Http2ConnectionHandler). */
  private static final String ALERT_IN_HEX = "first 5 bytes: 1503";

  /**
   * The status of a connection that the peer closed without a reason: after the handshake
   * (NettyClientHandler), or in the midst of it (ProtocolNegotiators).
   */
  private static final Pattern CLOSED =
      Pattern.compile(
          "Network closed for unknown reason|Connection closed while performing .*",
          Pattern.DOTALL);

  /** A gateway such as Envoy closes the connection of a host that none of its listeners has. */
  private static final String HUNG_UP =
      "the server hung up on TLS; if it is a gateway, name a host of it with --authority";

  /** Before TLS 1.3 there is no alert of its own for a certificate that is asked for. */
  private static final String HINT = "; if it asks for a certificate, use --cert and --key";

  /** The reason in a sentence; empty where it has nothing to do with how the connection is made. */
  Optional<String> reason() {
    return security.isTls() ? ofTls().or(this::ofHandshake) : ofPlainText();
  }

  private Optional<String> ofPlainText() {
    if (cause(Http2Exception.class).map(Throwable::getMessage).orElse("").contains(ALERT_IN_HEX)) {
      return Optional.of("the server speaks TLS; use --tls");
    }
    return isHungUp()
        ? Optional.of("the server hung up on plain text; if it speaks TLS, use --tls")
        : Optional.empty();
  }

  private Optional<String> ofTls() {
    Optional<String> refused =
        cause(RefusedCertificateException.class)
            .map(refusal -> "the server's certificate " + refusal.getMessage());
    Optional<String> plain =
        cause(NotSslRecordException.class).map(any -> "the server does not speak TLS; omit --tls");
    return refused.or(() -> plain);
  }

  private Optional<String> ofHandshake() {
    Optional<Alert> alert = causes().findFirst().flatMap(Alert::in);
    if (alert.isPresent()) {
      return alert.map(this::ofAlert);
    }
    if (isHungUp()) {
      return Optional.of(security.hasCertificate() ? HUNG_UP : HUNG_UP + HINT);
    }
    return cause(SSLException.class)
        .filter(any -> !answeredBefore)
        .map(failed -> "TLS failed: " + innermost(failed).getMessage());
  }

  private String ofAlert(Alert alert) {
    if (alert.name().equals("certificate_required")) {
      return "the server asks for a certificate of this client; use --cert and --key";
    }
    return security.hasCertificate()
        ? "the server refuses this client's certificate (TLS alert %s)".formatted(alert.name())
        : "the server refuses the handshake (TLS alert %s)%s".formatted(alert.name(), HINT);
  }

  /** A server that has answered once may end for any reason. */
  private boolean isHungUp() {
    boolean isClosed = CLOSED.matcher(String.valueOf(status.getDescription())).matches();
    boolean isReset =
        causes()
            .anyMatch(
                cause ->
                    cause instanceof NativeIoException
                        || cause.getClass() == SocketException.class);
    return !answeredBefore && (isClosed || isReset);
  }

  /** The cause that says most: those around it say that there was a problem. */
  private static Throwable innermost(Throwable failed) {
    return Stream.iterate(failed, cause -> cause != null, Throwable::getCause)
        .reduce((outer, inner) -> inner)
        .orElse(failed);
  }

  private <T extends Throwable> Optional<T> cause(Class<T> type) {
    return causes().filter(type::isInstance).map(type::cast).findFirst();
  }

  private Stream<Throwable> causes() {
    return Stream.iterate(status.getCause(), cause -> cause != null, Throwable::getCause);
  }
}
