package dev.meshlab.lab.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnknownHostException;
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
  private final LogLines lines = new LogLines(new PrintStream(bytes, true, UTF_8));

  private void log(Level level, String message, @Nullable Throwable thrown, Object... parameters) {
    LogRecord event = new LogRecord(level, message);
    event.setLoggerName("io.grpc.internal.ManagedChannelImpl");
    event.setParameters(parameters);
    event.setThrown(thrown);
    lines.publish(event);
  }

  @Test
  void makesOneLineOfANameThatDoesNotResolve() {
    Status status =
        Status.UNAVAILABLE
            .withDescription("Unable to resolve host nosuch")
            .withCause(new RuntimeException(new UnknownHostException("nosuch")));

    log(Level.WARNING, "[{0}] Failed to resolve name. status={1}", null, "Channel<7>", status);
    log(Level.WARNING, "[{0}] Failed to resolve name. status={1}", null, "Channel<9>", status);

    assertThat(bytes.toString(UTF_8))
        .startsWith(
            "meshlab: ManagedChannelImpl: [Channel<7>] Failed to resolve name."
                + " status=Status{code=UNAVAILABLE, description=Unable to resolve host nosuch, ")
        .endsWith(HINT)
        .hasLineCount(1);
  }

  @Test
  void hasALineForEachKindOfEvent() {
    for (int i = 0; i < 1_000; i++) {
      log(Level.WARNING, "Stream Error", new IOException("reset\nby peer"));
      log(Level.SEVERE, "Stream Error", new IllegalStateException(new IOException("no room")));
    }

    assertThat(bytes.toString(UTF_8))
        .isEqualTo(
            "meshlab: ManagedChannelImpl: Stream Error (java.io.IOException: reset)"
                + HINT
                + "meshlab: ManagedChannelImpl: Stream Error (java.lang.IllegalStateException:"
                + " java.io.IOException: no room)\n");
  }

  @Test
  void leavesOutWhatIsNoWarning() {
    log(Level.INFO, "Using the native transport", null);

    assertThat(bytes.toString(UTF_8)).isEmpty();
  }

  @Test
  void takesThePlaceOfTheHandlersThatWereThere() {
    Logger root = Logger.getLogger("");
    List<Handler> before = List.of(root.getHandlers());
    try {
      LogLines.install();

      assertThat(root.getHandlers()).singleElement().isInstanceOf(LogLines.class);
    } finally {
      List.of(root.getHandlers()).forEach(root::removeHandler);
      before.forEach(root::addHandler);
    }
  }
}
