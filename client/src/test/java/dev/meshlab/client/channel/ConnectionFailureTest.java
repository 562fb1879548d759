package dev.meshlab.client.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.InsecureChannelCredentials;
import io.grpc.Status;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.net.ConnectException;
import java.net.SocketException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {

  private static final Security TLS = Security.tls(InsecureChannelCredentials.create(), false);
  private static final Security MUTUAL = Security.tls(InsecureChannelCredentials.create(), true);

  private static final Status CLOSED =
      Status.UNAVAILABLE.withDescription("Network closed for unknown reason");
  private static final Status CLOSED_EARLY =
      Status.UNAVAILABLE.withDescription(
          "Connection closed while performing TLS negotiation\nChannel Pipeline: [SslHandler#0]");
  private static final Status RESET =
      Status.UNAVAILABLE
          .withDescription("io exception")
          .withCause(new SocketException("Connection reset"));

  private static void assertThatItIs(String reason, Security security, Status status) {
    assertThat(new ConnectionFailure(security, status, false).reason()).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CERTIFICATE_REQUIRED | false | the server asks for a certificate of this client; use --cert and --key
          CERTIFICATE_EXPIRED  | true  | the server refuses this client's certificate (TLS alert certificate_expired)
          HANDSHAKE_FAILURE    | false | the server refuses the handshake (TLS alert handshake_failure); if it asks for a certificate, use --cert and --key
          """)
  void isWhatTheAlertOfTheServerSays(String alert, boolean hasCertificate, String reason) {
    assertThatItIs(
        reason,
        hasCertificate ? MUTUAL : TLS,
        Status.UNAVAILABLE.withCause(new SSLException("OPENSSL_internal:TLSV1_ALERT_" + alert)));
  }

  @Test
  void isThatTheServerSpeaksTlsWhereItAnswersPlainTextWithAnAlert() {
    Http2Exception alert =
        Http2Exception.connectionError(
            Http2Error.PROTOCOL_ERROR,
            "First received frame was not SETTINGS. Hex dump for first 5 bytes: 1503010002");

    assertThatItIs(
        "the server speaks TLS; use --tls",
        Security.plainText(),
        Status.UNAVAILABLE.withCause(alert));
  }

  @Test
  void isThatTheServerHungUpWhereItNeverAnswered() {
    for (Status status : new Status[] {CLOSED, CLOSED_EARLY, RESET}) {
      assertThatItIs(
          "the server hung up on plain text; if it speaks TLS, use --tls",
          Security.plainText(),
          status);
      assertThatItIs(
          "the server hung up on TLS; if it is a gateway, name a host of it with --authority;"
              + " if it asks for a certificate, use --cert and --key",
          TLS,
          status);
      assertThatItIs(
          "the server hung up on TLS; if it is a gateway, name a host of it with --authority",
          MUTUAL,
          status);
    }
  }

  @Test
  void isUnknownWhereTheServerAnsweredBefore() {
    assertThat(new ConnectionFailure(Security.plainText(), CLOSED, true).reason()).isEmpty();
    assertThat(new ConnectionFailure(TLS, RESET, true).reason()).isEmpty();
    Status broken = Status.UNAVAILABLE.withCause(new SSLException("closed"));
    assertThat(new ConnectionFailure(TLS, broken, true).reason()).isEmpty();
  }

  @Test
  void isLeftToTheStatusWhereNoServerListens() {
    Status refused = Status.UNAVAILABLE.withCause(new ConnectException("Connection refused"));

    assertThat(new ConnectionFailure(Security.plainText(), refused, false).reason()).isEmpty();
    assertThat(new ConnectionFailure(TLS, refused, false).reason()).isEmpty();
    assertThat(new ConnectionFailure(TLS, Status.NOT_FOUND, false).reason()).isEmpty();
  }

  @Test
  void isTheTextOfTheLibraryForAnyOtherFailureOfTheHandshake() {
    assertThatItIs(
        "TLS failed: no cipher suites in common",
        TLS,
        Status.UNAVAILABLE.withCause(new SSLHandshakeException("no cipher suites in common")));
  }

  @Test
  void isTheTextOfTheInnermostCause() {
    SSLHandshakeException around = new SSLHandshakeException("General OpenSslEngine problem");
    around.initCause(new SSLHandshakeException("error:0A00010B:wrong version number"));

    assertThatItIs(
        "TLS failed: error:0A00010B:wrong version number",
        TLS,
        Status.UNAVAILABLE.withCause(around));
  }
}
