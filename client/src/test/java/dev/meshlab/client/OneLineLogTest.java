package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnknownHostException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineLogTest {

  private final OneLineLog log = new OneLineLog();

  @Test
  void writesAWarningAsOneLineWhateverTraceItBrings() {
    String message = "Failed to resolve name. cause=UnknownHostException: x\n\tat java.base/a.B";
    assertThat(log.format(new LogRecord(Level.WARNING, message)))
        .isEqualTo(
            "meshlab-client: Failed to resolve name. cause=UnknownHostException: x"
                + System.lineSeparator());
  }

  @Test
  void namesTheCauseOfAWarning() {
    assertThat(log.format(record(Level.WARNING, new UnknownHostException("nosuch"))))
        .isEqualTo(
            "meshlab-client: no name: java.net.UnknownHostException: nosuch"
                + System.lineSeparator());
  }

  @Test
  void keepsTheTraceOfADefect() {
    assertThat(log.format(record(Level.SEVERE, new AssertionError("panic"))))
        .startsWith("meshlab-client: no name: java.lang.AssertionError: panic")
        .contains("\tat " + OneLineLogTest.class.getName());
  }

  @Test
  void writesTheSameWarningOnceAndEveryDefect() {
    LogRecord warning = record(Level.WARNING, new UnknownHostException("nosuch"));
    assertThat(log.isNew(warning)).isTrue();
    assertThat(log.isNew(warning)).isFalse();
    LogRecord defect = record(Level.SEVERE, new AssertionError("panic"));
    assertThat(log.isNew(defect)).isTrue();
    assertThat(log.isNew(defect)).isTrue();
  }

  private static LogRecord record(Level level, Throwable thrown) {
    LogRecord record = new LogRecord(level, "no name");
    record.setThrown(thrown);
    return record;
  }
}
