package dev.meshlab.server.log;

import java.time.Duration;
import java.util.Optional;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Events of one kind since one of them was written last. */
final class Repeats {
  private long since;
  private long events;
  private @Nullable LogRecord last;

  Repeats(long since) {
    this.since = since;
  }

  /** False if the event is to be written, as none was for a whole period. */
  boolean add(LogRecord event, long now) {
    if (quiet(now)) {
      since = now;
      return false;
    }
    last = event;
    events++;
    return true;
  }

  boolean quiet(long now) {
    return events == 0 && now - since >= Limit.PERIOD.toNanos();
  }

  /** Starts to count anew, if there is something to report and the time is over. */
  Optional<Count> count(long now, Duration atLeast) {
    Duration time = Duration.ofNanos(now - since);
    if (last == null || time.compareTo(atLeast) < 0) {
      return Optional.empty();
    }
    Count count = new Count(last, events, time);
    since = now;
    events = 0;
    last = null;
    return Optional.of(count);
  }
}
