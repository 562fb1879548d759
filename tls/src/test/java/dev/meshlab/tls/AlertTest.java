package dev.meshlab.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTest {

  @ParameterizedTest
  @CsvSource({
    "error:1000045c:SSL routines:OPENSSL_internal:TLSV1_ALERT_CERTIFICATE_REQUIRED, certificate_required",
    "error:10000412:SSL routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE, bad_certificate",
    "Received fatal alert: unknown_ca, unknown_ca",
    "(certificate_expired) Received fatal alert: certificate_expired, certificate_expired"
  })
  void isNamedAsInTheRfcWhateverTheLibrary(String text, String name) {
    assertThat(Alert.in(new IOException(new SSLException(text)))).contains(new Alert(name));
  }

  @Test
  void isNotInOtherFailures() {
    assertThat(Alert.in(new SSLException("General OpenSslEngine problem"))).isEmpty();
    assertThat(Alert.in(new SSLException((String) null))).isEmpty();
    assertThat(Alert.in(new IOException("Received fatal alert: unknown_ca"))).isEmpty();
  }
}
