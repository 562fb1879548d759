package dev.meshlab.client.report;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Calls and stream messages counted over some time.
 *
 * @param replies calls answered OK, by the UUID of the server
 * @param failures calls that ended with another status: by the UUID that the failing server put in
 *     its response metadata ("" where none named itself), then by the name of the gRPC status
 * @param streamMessages messages of streams by the UUID of the server: those received from it, or
 *     for a client stream those that it confirmed
 * @param splitStreams streams whose messages came from more than one server
 * @param outOfSequence stream messages that had another number than the one due next
 * @param missing messages that streams lacked although they ended OK
 * @param notStarted calls that were due by the rate and were not started: too many were in flight,
 *     or the generator was too late
 */
public record Counts(
    SortedMap<String, Long> replies,
    SortedMap<String, SortedMap<String, Long>> failures,
    SortedMap<String, Long> streamMessages,
    long splitStreams,
    long outOfSequence,
    long missing,
    long notStarted) {

  /** Nothing counted yet. */
  public static final Counts NONE =
      new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0);

  public Counts {
    replies = frozen(replies);
    TreeMap<String, SortedMap<String, Long>> copy = new TreeMap<>();
    failures.forEach((server, byStatus) -> copy.put(server, frozen(byStatus)));
    failures = Collections.unmodifiableSortedMap(copy);
    streamMessages = frozen(streamMessages);
  }

  /** Finished calls. */
  public long calls() {
    return statuses().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Calls answered OK. */
  public long ok() {
    return replies.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Finished calls by the name of their gRPC status, OK included. */
  public SortedMap<String, Long> statuses() {
    SortedMap<String, Long> statuses = new TreeMap<>();
    if (ok() > 0) {
      statuses.put("OK", ok());
    }
    failures
        .values()
        .forEach(byStatus -> byStatus.forEach((name, n) -> statuses.merge(name, n, Long::sum)));
    return Collections.unmodifiableSortedMap(statuses);
  }

  /** The counts of both. */
  public Counts plus(Counts other) {
    SortedMap<String, SortedMap<String, Long>> failed = new TreeMap<>(failures);
    other.failures.forEach((server, byStatus) -> failed.merge(server, byStatus, Counts::sum));
    return new Counts(
        sum(replies, other.replies),
        failed,
        sum(streamMessages, other.streamMessages),
        splitStreams + other.splitStreams,
        outOfSequence + other.outOfSequence,
        missing + other.missing,
        notStarted + other.notStarted);
  }

  /** The counts after {@code earlier}; a server that was known then stays, if with 0. */
  public Counts since(Counts earlier) {
    SortedMap<String, SortedMap<String, Long>> failed = new TreeMap<>();
    failures.forEach(
        (server, byStatus) ->
            failed.put(
                server, less(byStatus, earlier.failures.getOrDefault(server, new TreeMap<>()))));
    return new Counts(
        less(replies, earlier.replies),
        failed,
        less(streamMessages, earlier.streamMessages),
        splitStreams - earlier.splitStreams,
        outOfSequence - earlier.outOfSequence,
        missing - earlier.missing,
        notStarted - earlier.notStarted);
  }

  /** The same counts without zeros, but for the replies of some servers. */
  public Counts of(Set<String> servers) {
    SortedMap<String, SortedMap<String, Long>> failed = new TreeMap<>();
    failures.forEach((server, byStatus) -> failed.put(server, positive(byStatus)));
    failed.values().removeIf(Map::isEmpty);
    SortedMap<String, Long> answered = positive(replies);
    replies.forEach(
        (server, count) -> {
          if (servers.contains(server)) {
            answered.put(server, count);
          }
        });
    return new Counts(
        answered,
        failed,
        positive(streamMessages),
        splitStreams,
        outOfSequence,
        missing,
        notStarted);
  }

  private static SortedMap<String, Long> sum(Map<String, Long> some, Map<String, Long> others) {
    SortedMap<String, Long> sum = new TreeMap<>(some);
    others.forEach((key, count) -> sum.merge(key, count, Long::sum));
    return sum;
  }

  private static SortedMap<String, Long> positive(Map<String, Long> counts) {
    SortedMap<String, Long> positive = new TreeMap<>(counts);
    positive.values().removeIf(count -> count == 0);
    return positive;
  }

  private static SortedMap<String, Long> less(Map<String, Long> later, Map<String, Long> earlier) {
    SortedMap<String, Long> difference = new TreeMap<>();
    later.forEach((key, count) -> difference.put(key, count - earlier.getOrDefault(key, 0L)));
    return difference;
  }

  private static SortedMap<String, Long> frozen(SortedMap<String, Long> counts) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
