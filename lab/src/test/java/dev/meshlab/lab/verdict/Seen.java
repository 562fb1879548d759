package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.PodLabels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Observations as tests write them down. */
final class Seen {

  private Seen() {}

  /** Calls of which each was made once; those that failed named no server. */
  static Observation of(
      Map<String, Long> replies, List<Map<String, Long>> connections, Map<String, Long> statuses) {
    return of(replies, connections, statuses, Attempts.ONE_EACH);
  }

  static Observation of(
      Map<String, Long> replies,
      List<Map<String, Long>> connections,
      Map<String, Long> statuses,
      Attempts attempts) {
    Map<String, Long> failures = new TreeMap<>(statuses);
    failures.remove("OK");
    return new Observation(replies, connections, Map.of("", failures), attempts, PodLabels.NONE);
  }

  /** Calls over one connection, some of which failed at a server that named itself. */
  static Observation failing(
      Map<String, Long> replies, Map<String, Map<String, Long>> failures, Attempts attempts) {
    return new Observation(replies, List.of(replies), failures, attempts, PodLabels.NONE);
  }
}
