package dev.meshlab.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.temporal.ChronoUnit;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An event in one line: time, level, the logger's short name, message, exception, its causes. */
final class LineFormat {
  /** For the places that parameters have in a message. */
  private static final Formatter PARAMETERS = new SimpleFormatter();

  private LineFormat() {}

  static String line(LogRecord event) {
    return line(event, message(event));
  }

  static String line(LogRecord event, String message) {
    return "%s %s %s: %s%n"
        .formatted(
            event.getInstant().truncatedTo(ChronoUnit.MILLIS),
            event.getLevel().getName(),
            shortName(String.valueOf(event.getLoggerName())),
            message);
  }

  static String message(LogRecord event) {
    return folded(String.valueOf(PARAMETERS.formatMessage(event))) + causes(event.getThrown());
  }

  /** Empty for an exception that is not a defect: a call that breaks off does so deep in gRPC. */
  static String trace(LogRecord event) {
    Throwable thrown = event.getThrown();
    if (thrown == null || !isDefect(root(thrown))) {
      return "";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace, true));
    return trace.toString();
  }

  /** For what a peer or the network does, there are checked exceptions and those of gRPC. */
  private static boolean isDefect(Throwable root) {
    return !root.getClass().getName().startsWith("io.grpc.")
        && (root instanceof RuntimeException || root instanceof Error);
  }

  private static Throwable root(Throwable thrown) {
    return thrown.getCause() == null ? thrown : root(thrown.getCause());
  }

  private static String causes(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    String name = shortName(thrown.getClass().getName());
    String text = thrown.getMessage() == null ? name : name + ": " + folded(thrown.getMessage());
    return " (" + text + ")" + causes(thrown.getCause());
  }

  /** The text of a gRPC status holds the whole stack trace of its cause (Status.toString). */
  private static String folded(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("\tat ") && !line.startsWith("\t... "))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }

  private static String shortName(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
