package dev.meshlab.lab.cli;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Warnings of gRPC on standard error: each kind once, in a line. What became of calls is in the
 * report, which more lines would only bury.
 */
final class LogLines extends Handler {
  private static final Formatter PARAMETERS = new SimpleFormatter();

  private final PrintStream err;
  private final Set<List<Object>> kinds = new HashSet<>();

  LogLines(PrintStream err) {
    this.err = err;
    setLevel(Level.WARNING);
  }

  /** Takes the place of the JDK's handlers, but not for those who want to see everything. */
  static void install() {
    if (System.getenv("MESHLAB_DEBUG") != null
        || System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LogLines(System.err));
  }

  @Override
  public synchronized void publish(LogRecord event) {
    if (isLoggable(event) && kinds.add(kind(event))) {
      String name = String.valueOf(event.getLoggerName());
      err.print(
          Notice.of(
              "%s: %s%s%s"
                  .formatted(
                      name.substring(name.lastIndexOf('.') + 1),
                      firstLine(String.valueOf(PARAMETERS.formatMessage(event))),
                      reason(event.getThrown()),
                      kinds.size() == 1
                          ? " (each kind is shown once; MESHLAB_DEBUG=1 shows all)"
                          : "")));
    }
  }

  /** The message is without its parameters, and so the same for all channels. */
  private static List<Object> kind(LogRecord event) {
    Throwable thrown = event.getThrown();
    return List.of(
        String.valueOf(event.getLoggerName()),
        String.valueOf(event.getMessage()),
        thrown == null ? "" : thrown.getClass());
  }

  private static String reason(@Nullable Throwable thrown) {
    return thrown == null ? "" : " (" + firstLine(thrown.toString()) + ")";
  }

  /** What follows is mostly a stack trace: the text of a gRPC status holds that of its cause. */
  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  @Override
  public void flush() {
    err.flush();
  }

  @Override
  public void close() {
    flush();
  }
}
