package dev.meshlab.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLinesTest {
  private static final String HINT = " (each kind is shown once; MESHLAB_DEBUG=1 shows all)\n";

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private LogLines lines(LogLines.Defects defects) {
    return new LogLines(
        new Notices("meshlab", Notices.UNBROKEN), defects, new PrintStream(bytes, true, UTF_8));
  }

  private static void log(
      LogLines lines,
      Level level,
      String message,
      @Nullable Throwable thrown,
      Object... parameters) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("io.grpc.internal.ManagedChannelImpl");
    event.setParameters(parameters);
    event.setThrown(thrown);
    lines.publish(event);
  }

  @Test
  void makesOneLineOfANameThatDoesNotResolve() {
    // The text of a gRPC status holds the trace of its cause.
    String status = "Status{code=UNAVAILABLE, cause=java.net.UnknownHostException: x\n\tat a.B}";
    LogLines lines = lines(LogLines.Defects.IN_A_LINE);

    log(lines, Level.WARNING, "[{0}] Failed. status={1}", null, "Channel<7>", status);
    log(lines, Level.WARNING, "[{0}] Failed. status={1}", null, "Channel<9>", status);

    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            "meshlab: ManagedChannelImpl: [Channel<7>] Failed. status=Status{code=UNAVAILABLE,"
                + " cause=java.net.UnknownHostException: x"
                + HINT);
  }

  @Test
  void hasALineForEachKindOfEvent() {
    LogLines lines = lines(LogLines.Defects.IN_A_LINE);
    for (int i = 0; i < 1_000; i++) {
      log(lines, Level.WARNING, "Stream Error", new IOException("reset\nby peer"));
      log(
          lines,
          Level.SEVERE,
          "Stream Error",
          new IllegalStateException(new IOException("no room")));
    }

    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            "meshlab: ManagedChannelImpl: Stream Error (java.io.IOException: reset)"
                + HINT
                + "meshlab: ManagedChannelImpl: Stream Error (java.lang.IllegalStateException:"
                + " java.io.IOException: no room)\n");
  }

  @Test
  void keepsTheTraceOfEveryDefectWhereTheLogIsAllThereIs() {
    LogLines lines = lines(LogLines.Defects.WITH_TRACE);
    log(lines, Level.SEVERE, "Uncaught. Panic!", new AssertionError("panic"));
    log(lines, Level.SEVERE, "Uncaught. Panic!", new AssertionError("panic"));

    assertThat(bytes.toString(UTF_8).split("(?m)^meshlab: ", -1))
        .hasSize(3)
        .filteredOn(text -> !text.isEmpty())
        .allSatisfy(
            text ->
                assertThat(text)
                    .startsWith("ManagedChannelImpl: Uncaught. Panic! (java.lang.AssertionError")
                    .contains("\tat " + LogLinesTest.class.getName()));
  }

  @Test
  void remembersABoundedNumberOfKinds() {
    LogLines lines = lines(LogLines.Defects.IN_A_LINE);
    for (int i = 0; i < 2_000; i++) {
      log(lines, Level.WARNING, "Channel<" + i + ">", null);
    }

    assertThat(bytes.toString(UTF_8)).hasLineCount(1_000);
  }

  @Test
  void leavesOutWhatIsNotAWarning() {
    log(lines(LogLines.Defects.IN_A_LINE), Level.INFO, "Using the native transport", null);

    assertThat(bytes.toString(UTF_8)).isEmpty();
  }

  @Test
  void takesThePlaceOfTheHandlersThatWereThere() {
    Logger root = Logger.getLogger("");
    List<Handler> before = List.of(root.getHandlers());
    try {
      LogLines.install(new Notices("meshlab", 80), LogLines.Defects.IN_A_LINE);

      assertThat(root.getHandlers()).singleElement().isInstanceOf(LogLines.class);
    } finally {
      List.of(root.getHandlers()).forEach(root::removeHandler);
      before.forEach(root::addHandler);
    }
  }
}
