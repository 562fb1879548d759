package dev.meshlab.lab.verdict;

import dev.meshlab.lab.prediction.PodLabels;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The counts of one run of calls.
 *
 * @param replies calls answered OK, by the UUID of the server that answered
 * @param connections the same for each connection
 * @param failures calls that ended otherwise, by the UUID of the server that said so ("" where none
 *     named itself) and by gRPC status name
 * @param attempts the counts of servers and proxies of the same calls
 * @param pods the names of the servers
 * @param keys calls answered OK, by the key that they carried, then by UUID; empty where calls have
 *     no keys
 * @param split streams whose messages came from more than one server
 * @param struck the servers that something was done to meanwhile, by UUID
 * @param messages the first message of each gRPC status other than OK, by its name
 */
public record Observation(
    Map<String, Long> replies,
    List<Map<String, Long>> connections,
    Map<String, Map<String, Long>> failures,
    Attempts attempts,
    PodLabels pods,
    Map<String, Map<String, Long>> keys,
    long split,
    Set<String> struck,
    Map<String, String> messages) {

  /** Counts of unary calls without keys, during which nothing was done to any server. */
  public Observation(
      Map<String, Long> replies,
      List<Map<String, Long>> connections,
      Map<String, Map<String, Long>> failures,
      Attempts attempts,
      PodLabels pods) {
    this(replies, connections, failures, attempts, pods, Map.of(), 0, Set.of(), Map.of());
  }

  public Observation {
    replies = Map.copyOf(replies);
    connections = connections.stream().map(Map::copyOf).toList();
    failures = Map.copyOf(failures);
    keys = Map.copyOf(keys);
    struck = Set.copyOf(struck);
    messages = Map.copyOf(messages);
  }

  /** The same counts, of servers by other names. */
  public Observation of(PodLabels names) {
    return new Observation(
        replies, connections, failures, attempts, names, keys, split, struck, messages);
  }

  /** Finished calls. */
  public long calls() {
    return answered() + failed();
  }

  /** Finished calls that were answered OK. */
  public long answered() {
    return sum(replies);
  }

  /** Finished calls that were not answered OK. */
  public long failed() {
    return failures.values().stream().mapToLong(Observation::sum).sum();
  }

  /** Finished calls that were not answered OK, by gRPC status name. */
  public Map<String, Long> failuresByStatus() {
    Map<String, Long> byStatus = new TreeMap<>();
    failures
        .values()
        .forEach(each -> each.forEach((status, count) -> byStatus.merge(status, count, Long::sum)));
    byStatus.values().removeIf(count -> count == 0);
    return byStatus;
  }

  /** Finished calls of one gRPC status other than OK. */
  public long failedWith(String status) {
    return failuresByStatus().getOrDefault(status, 0L);
  }

  /** The same calls but those that ended with this status. */
  Observation without(String status) {
    Map<String, Map<String, Long>> others = new TreeMap<>();
    failures.forEach(
        (uuid, byStatus) -> {
          Map<String, Long> left = new TreeMap<>(byStatus);
          left.remove(status);
          others.put(uuid, left);
        });
    return new Observation(
        replies, connections, others, attempts, pods, keys, split, struck, messages);
  }

  /** True if some calls were attempted more than once. */
  boolean retried() {
    return attempts.retries() > 0;
  }

  long repliesOf(List<String> uuids) {
    return uuids.stream().mapToLong(uuid -> replies.getOrDefault(uuid, 0L)).sum();
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
