package dev.meshlab.server.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitedHandlerTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long seconds;
  private final LimitedHandler handler =
      new LimitedHandler(
          new PrintStream(bytes, true, UTF_8), () -> TimeUnit.SECONDS.toNanos(seconds));

  private void log(String message, Throwable thrown) {
    LogRecord event = new LogRecord(Level.WARNING, message);
    event.setLoggerName("a.Logger");
    event.setInstant(Instant.ofEpochSecond(seconds));
    event.setThrown(thrown);
    handler.publish(event);
  }

  private String written() {
    return bytes.toString(UTF_8);
  }

  /** Its lines without what is the same in all of them. */
  private String brief() {
    return written()
        .lines()
        .map(line -> line.replaceAll(".*T00:00:(\\d\\d)Z WARNING Logger: ", "$1 "))
        .collect(Collectors.joining("; "));
  }

  /** A step is a second, and the event or the events that happen then, a tick, or the end. */
  private void play(String steps) {
    for (String step : steps.split(" +", -1)) {
      String[] parts = step.split(":", 2);
      seconds = Long.parseLong(parts[0]);
      switch (parts[1]) {
        case "tick" -> handler.tick();
        case "end" -> handler.flush();
        default -> parts[1].chars().forEach(event -> log(Character.toString(event), null));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0:a                            | 00 a
          0:a 1:tick 2:end               | 00 a
          0:ab                           | 00 a; 00 b
          0:aaa                          | 00 a
          0:aaa 9:tick                   | 00 a
          0:aaa 10:tick                  | 00 a; 00 2 more like this in 10 s: a
          0:aaa 3:end                    | 00 a; 00 2 more like this in 3 s: a
          0:aaa 0:end                    | 00 a; 00 2 more like this in 1 s: a
          0:aaa 3:end 20:end             | 00 a; 00 2 more like this in 3 s: a
          0:aa 4:aab 10:tick 14:tick     | 00 a; 04 b; 04 3 more like this in 10 s: a
          0:aa 10:tick 11:a 20:tick      | 00 a; 00 1 more like this in 10 s: a; 11 1 more like this in 10 s: a
          0:aa 12:a 13:tick              | 00 a; 12 2 more like this in 13 s: a
          0:aa 10:tick 20:tick 21:a      | 00 a; 00 1 more like this in 10 s: a; 21 a
          0:a 10:a 11:a 20:tick          | 00 a; 10 a; 11 1 more like this in 10 s: a
          """)
  void writesTheFirstOfAKindAtOnceAndThenALineAPeriod(String steps, String lines) {
    play(steps);

    assertThat(brief()).isEqualTo(lines);
  }

  @Test
  void makesOfAStormALineAPeriod() {
    for (seconds = 0; seconds < 60; seconds++) {
      for (int i = 0; i < 100; i++) {
        log("stream " + i + " was reset", null);
      }
      handler.tick();
    }
    handler.close();

    assertThat(written().lines()).hasSize(7);
    assertThat(written().lines().skip(1).mapToLong(LimitedHandlerTest::count).sum())
        .as("events counted")
        .isEqualTo(5_999);
    assertThat(written()).contains(" WARNING Logger: 1,000 more like this in 10 s: stream 99");
  }

  private static long count(String line) {
    return Long.parseLong(line.replaceAll(".*Logger: ([\\d,]+) more .*", "$1").replace(",", ""));
  }

  @Test
  void boundsTheNumberOfKindsToo() {
    for (seconds = 0; seconds < 60; seconds++) {
      for (int i = 0; i < 150; i++) {
        log("kind " + Character.toString('\u4e00' + i), null);
      }
      handler.tick();
    }

    assertThat(written().lines().count()).isBetween(600L, 101 * 7L);
  }

  @Test
  void remembersNewKindsInPlaceOfThoseThatAreQuiet() {
    for (int i = 0; i < 1_000; i++, seconds++) {
      log("kind " + Character.toString('\u4e00' + i), null);
    }

    assertThat(written().lines()).hasSize(1_000).noneMatch(line -> line.contains("more like"));
  }

  @Test
  void tracesADefectOnce() {
    for (seconds = 0; seconds < 60; seconds += 20) {
      log("failed", new IllegalStateException("call is closed"));
      log("failed", new IllegalStateException("call is closed"));
      handler.flush();
    }

    assertThat(written().lines().filter(line -> line.startsWith("java.lang.Illegal"))).hasSize(1);
    assertThat(written()).containsOnlyOnce("\tat " + getClass().getName() + ".tracesADefectOnce");
  }

  @Test
  void leavesOutWhatIsBelowItsLevel() {
    handler.setLevel(Level.SEVERE);

    log("failed", null);

    assertThat(written()).isEmpty();
  }
}
