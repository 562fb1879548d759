package dev.meshlab.server.log;

import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/**
 * Events that differ in nothing but their numbers.
 *
 * @param message without numbers and identifiers
 * @param thrown the class of the exception, empty where there is none
 */
record Kind(String logger, String message, String thrown) {
  /** The kind of events that come when too many kinds are remembered already. */
  static final Kind OTHERS = new Kind("", "", "");

  private static final Pattern NUMBER =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}|0x\\p{XDigit}+|\\d+");

  static Kind of(LogRecord event) {
    return new Kind(
        String.valueOf(event.getLoggerName()),
        NUMBER.matcher(LineFormat.message(event)).replaceAll("#"),
        event.getThrown() == null ? "" : event.getThrown().getClass().getName());
  }
}
