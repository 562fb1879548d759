package dev.meshlab.client;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Log records of gRPC (by java.util.logging) as a line each, and each line once. An unknown host is
 * a warning with a stack trace there, again at every attempt, and is in our report anyway. A severe
 * record is a defect, of gRPC or of ours, and keeps its trace.
 */
final class OneLineLog extends Formatter {

  private static final int MOST_REMEMBERED = 1000;

  private final Set<String> written = ConcurrentHashMap.newKeySet();

  /** From now on everything that is logged goes to standard error in this form. */
  static void install() {
    LogManager.getLogManager().reset();
    ConsoleHandler handler = new ConsoleHandler();
    handler.setLevel(Level.WARNING);
    OneLineLog form = new OneLineLog();
    handler.setFormatter(form);
    handler.setFilter(form::isNew);
    Logger.getLogger("").addHandler(handler);
  }

  boolean isNew(LogRecord record) {
    return isDefect(record) || (written.size() < MOST_REMEMBERED && written.add(line(record)));
  }

  private static boolean isDefect(LogRecord record) {
    return record.getLevel().intValue() >= Level.SEVERE.intValue();
  }

  @Override
  public String format(LogRecord record) {
    Throwable thrown = record.getThrown();
    String line = ClientCommand.NAME + ": " + line(record) + System.lineSeparator();
    return isDefect(record) && thrown != null ? line + trace(thrown) : line;
  }

  private String line(LogRecord record) {
    Throwable thrown = record.getThrown();
    String message = formatMessage(record);
    return firstLine(thrown == null ? message : message + ": " + thrown);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  private static String trace(Throwable thrown) {
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
