package dev.meshlab.client.tally;

import dev.meshlab.client.report.Counts;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The servers that are still there, as far as their replies show: a pod that was replaced is not
 * carried along for ever. Not for several threads.
 */
final class Presence {

  /** A server is gone after as many intervals in which others answered and it did not. */
  private static final int MOST_SILENT = 3;

  private final Map<String, Integer> silent = new HashMap<>();

  /**
   * The servers that count in an interval.
   *
   * @param counts what ended in it
   * @param known all servers so far
   */
  Set<String> after(Counts counts, Set<String> known) {
    Set<String> present = new HashSet<>();
    for (String server : known) {
      int intervals = isHeard(counts, server) ? 0 : silent.getOrDefault(server, 0) + aged(counts);
      silent.put(server, intervals);
      if (intervals < MOST_SILENT) {
        present.add(server);
      }
    }
    return present;
  }

  /** While no server answers, none is known to be gone. */
  private static int aged(Counts counts) {
    return counts.ok() > 0 ? 1 : 0;
  }

  private static boolean isHeard(Counts counts, String server) {
    return counts.replies().getOrDefault(server, 0L) > 0
        || counts.streamMessages().getOrDefault(server, 0L) > 0
        || counts.failures().getOrDefault(server, Collections.emptySortedMap()).values().stream()
            .anyMatch(count -> count > 0);
  }
}
