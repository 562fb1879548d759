package dev.meshlab.server.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.LogRecord;

/**
 * The bound on what is written: of each kind the first event at once, then one line a period. Not
 * safe for use from several threads. Times are those of {@link System#nanoTime}.
 */
final class Limit {
  static final Duration PERIOD = Duration.ofSeconds(10);

  /** Kinds to remember; each may write a line a period. */
  private static final int MOST = 100;

  /** The decision how an event is written. */
  enum Admission {
    /** With all that is known of it. */
    FIRST,
    /** The first after a pause. */
    AGAIN,
    /** Not now. */
    COUNTED
  }

  private final Map<Kind, Repeats> kinds = new HashMap<>();

  Admission admit(LogRecord event, long now) {
    Kind kind = remembered(Kind.of(event), now);
    Repeats repeats = kinds.get(kind);
    if (repeats == null) {
      kinds.put(kind, new Repeats(now));
      return Admission.FIRST;
    }
    return repeats.add(event, now) ? Admission.COUNTED : Admission.AGAIN;
  }

  private Kind remembered(Kind kind, long now) {
    if (kinds.size() >= MOST && !kinds.containsKey(kind)) {
      kinds.values().removeIf(repeats -> repeats.quiet(now));
      return kinds.size() < MOST ? kind : Kind.OTHERS;
    }
    return kind;
  }

  /** The counts of the periods that are over. */
  List<Count> due(long now) {
    return counts(now, PERIOD);
  }

  /** All counts, since nothing comes after. */
  List<Count> rest(long now) {
    return counts(now, Duration.ZERO);
  }

  private List<Count> counts(long now, Duration atLeast) {
    List<Count> counts = new ArrayList<>();
    kinds.values().forEach(repeats -> repeats.count(now, atLeast).ifPresent(counts::add));
    return counts;
  }
}
