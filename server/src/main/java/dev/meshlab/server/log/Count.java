package dev.meshlab.server.log;

import java.time.Duration;
import java.util.Locale;
import java.util.logging.LogRecord;

/**
 * Events of one kind that were not written one by one.
 *
 * @param last of them
 * @param time in which they happened
 */
record Count(LogRecord last, long events, Duration time) {
  String line() {
    return LineFormat.line(
        last,
        String.format(
            Locale.ROOT,
            "%,d more like this in %d s: %s",
            events,
            Math.max(1, (time.toMillis() + 500) / 1000),
            LineFormat.message(last)));
  }
}
