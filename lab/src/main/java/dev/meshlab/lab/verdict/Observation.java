package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a client counted.
 *
 * @param replies calls answered OK, by the UUID of the server that answered
 * @param connections the same for each connection
 * @param statuses finished calls by gRPC status name
 * @param attempts what servers and proxies counted of the same calls
 */
public record Observation(
    Map<String, Long> replies,
    List<Map<String, Long>> connections,
    Map<String, Long> statuses,
    Attempts attempts) {

  /** Calls of which each was made once. */
  public Observation(
      Map<String, Long> replies, List<Map<String, Long>> connections, Map<String, Long> statuses) {
    this(replies, connections, statuses, Attempts.ONE_EACH);
  }

  public Observation {
    replies = Map.copyOf(replies);
    connections = connections.stream().map(Map::copyOf).toList();
    statuses = Map.copyOf(statuses);
  }

  /** Finished calls. */
  public long calls() {
    return statuses.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Finished calls that were not answered OK. */
  public long failures() {
    return calls() - statuses.getOrDefault("OK", 0L);
  }

  /** The same calls but those that ended with this status. */
  Observation without(String status) {
    Map<String, Long> others = new TreeMap<>(statuses);
    others.remove(status);
    return new Observation(replies, connections, others, attempts);
  }

  /** Whether some calls were attempted more than once. */
  boolean retried() {
    return attempts.retries() > 0;
  }

  long repliesOf(List<String> uuids) {
    return uuids.stream().mapToLong(uuid -> replies.getOrDefault(uuid, 0L)).sum();
  }
}
