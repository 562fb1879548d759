package dev.meshlab.program;

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
public final class LogLines extends Handler {

  /** Ways to show an event that is severe: a defect, of gRPC or of ours. */
  public enum Defects {
    /** As a warning is, for a person who can run the program again with MESHLAB_DEBUG. */
    IN_A_LINE,
    /** Each with its trace, for a log that is all there is. */
    WITH_TRACE
  }

  /** Some messages hold names of channels and addresses, and so may go on for ever. */
  private static final int MOST_KINDS = 1000;

  private static final Formatter PARAMETERS = new SimpleFormatter();

  private final Notices notices;
  private final Defects defects;
  private final PrintStream err;
  private final Set<List<Object>> kinds = new HashSet<>();

  LogLines(Notices notices, Defects defects, PrintStream err) {
    this.notices = notices;
    this.defects = defects;
    this.err = err;
    setLevel(Level.WARNING);
  }

  /** Takes the place of the JDK's handlers, but not where the user asks to see everything. */
  public static void install(Notices notices, Defects defects) {
    if (System.getenv("MESHLAB_DEBUG") != null
        || System.getProperty("java.util.logging.config.file") != null) {
      return;
    }
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.addHandler(new LogLines(notices, defects, System.err));
  }

  @Override
  public synchronized void publish(LogRecord event) {
    if (!isLoggable(event)) {
      return;
    }
    Throwable thrown = event.getThrown();
    if (isDefect(event) && thrown != null) {
      err.print(line(event, ""));
      thrown.printStackTrace(err);
    } else if (kinds.size() < MOST_KINDS && kinds.add(kind(event))) {
      boolean first = kinds.size() == 1;
      err.print(line(event, first ? " (each kind is shown once; MESHLAB_DEBUG=1 shows all)" : ""));
    }
  }

  private boolean isDefect(LogRecord event) {
    return defects == Defects.WITH_TRACE && event.getLevel().intValue() >= Level.SEVERE.intValue();
  }

  private String line(LogRecord event, String hint) {
    String name = String.valueOf(event.getLoggerName());
    return notices.line(
        "%s: %s%s%s"
            .formatted(
                name.substring(name.lastIndexOf('.') + 1),
                firstLine(String.valueOf(PARAMETERS.formatMessage(event))),
                reason(event.getThrown()),
                hint));
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

  /**
   * The first line; the rest is mostly a stack trace: the text of a gRPC status holds that of its
   * cause.
   */
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
