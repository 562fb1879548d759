package dev.meshlab.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersTest {
  private static final Metadata.Key<String> HEADER =
      Metadata.Key.of("x-forwarded-client-cert", Metadata.ASCII_STRING_MARSHALLER);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          By=spiffe://m/s;Hash=ab;Subject="";URI=spiffe://m/c            | spiffe://m/c
          By=spiffe://m/s;URI=spiffe://m/c;DNS=a;DNS=b                   | spiffe://m/c
          URI=spiffe://m/gateway,By=spiffe://m/s;URI=spiffe://m/c        | spiffe://m/c
          URI=spiffe://m/c;URI=spiffe://m/other                          | spiffe://m/c
          Subject="CN=a,O=b;URI=spiffe://m/forged";URI=spiffe://m/c      | spiffe://m/c
          Subject="a\\",URI=spiffe://m/forged";uri=spiffe://m/c          | spiffe://m/c
          URI=spiffe://m/c,By=spiffe://m/s;Hash=ab                       |
          By=spiffe://m/s;Hash=ab                                        |
          Subject="URI=spiffe://m/forged                                 |
          ``                                                             |
          """)
  void areTheFirstUriOfTheLastEntry(String header, String identity) {
    assertThat(Callers.identity(Objects.requireNonNullElse(header, "")))
        .isEqualTo(Optional.ofNullable(identity));
  }

  @Test
  void areNotCountedWithoutEnd() {
    Callers callers = new Callers();
    for (int i = 0; i < 2_000; i++) {
      Metadata headers = new Metadata();
      headers.put(HEADER, "URI=spiffe://m/" + i);
      callers.count(headers);
      callers.count(headers);
    }

    assertThat(callers.read()).hasSize(1_000).containsEntry("spiffe://m/0", 2L);
  }
}
