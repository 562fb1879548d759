package dev.meshlab.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {
  private static LogRecord event(String logger, String message) {
    LogRecord event = new LogRecord(Level.WARNING, message);
    event.setLoggerName(logger);
    return event;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          stream 17 was reset     | stream 4711 was reset      | true
          [id: 0x1f2e, R:/10.0.0.1:5] gone | [id: 0xdead, R:/10.0.0.7:50051] gone | true
          pod bb8d4570-6618-4f05-ae31-9a9e7c7a693a left | pod aee7be83-6618-4f05-ae31-000000000000 left | true
          stream 17 was reset     | stream 17 was refused      | false
          """)
  void isTheSameForMessagesThatDifferInTheirNumbersAlone(String one, String other, boolean same) {
    assertThat(Kind.of(event("a", one)).equals(Kind.of(event("a", other)))).isEqualTo(same);
  }

  @Test
  void isAnotherForAnotherLoggerOrAnotherException() {
    LogRecord plain = event("a", "failed");
    LogRecord elsewhere = event("b", "failed");
    LogRecord defect = event("a", "failed");
    defect.setThrown(new IllegalStateException());

    assertThat(Kind.of(plain)).isNotEqualTo(Kind.of(elsewhere)).isNotEqualTo(Kind.of(defect));
  }
}
