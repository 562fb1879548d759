package dev.meshlab.server.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA          | a client does not know the CA of this server's certificate
          Received fatal alert: unknown_ca                 | a client does not know the CA of this server's certificate
          OPENSSL_internal:SSLV3_ALERT_CERTIFICATE_EXPIRED | to a client this server's certificate has expired
          OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE     | a client refuses this server's certificate (TLS alert bad_certificate)
          Empty client certificate chain                   | a client has no certificate, and --cacert asks for one
          no cipher suites in common                       | a handshake failed: no cipher suites in common
          """)
  void isASentenceAboutTheClient(String text, String sentence) {
    assertThat(FailureReason.of(new IOException(new SSLHandshakeException(text))))
        .contains(sentence);
  }

  @Test
  void isEmptyForWhatHasNothingToDoWithTls() {
    assertThat(FailureReason.of(new IOException("Connection reset by peer"))).isEmpty();
    assertThat(
            FailureReason.of(
                Http2Exception.connectionError(
                    Http2Error.PROTOCOL_ERROR, "Hex dump for received bytes: 474554202f")))
        .isEmpty();
  }

  @Test
  void copesWithAnExceptionWithoutAText() {
    assertThat(FailureReason.of(new SSLException((String) null)))
        .contains("a handshake failed: null");
  }
}
