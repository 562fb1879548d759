package dev.meshlab.client.report;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

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
 * @param keys calls answered OK by the key that they carried, then by the UUID of the server; empty
 *     where calls have no keys
 */
public record Counts(
    SortedMap<String, Long> replies,
    SortedMap<String, SortedMap<String, Long>> failures,
    SortedMap<String, Long> streamMessages,
    long splitStreams,
    long outOfSequence,
    long missing,
    long notStarted,
    SortedMap<String, SortedMap<String, Long>> keys) {

  /** Nothing counted yet. */
  public static final Counts NONE =
      new Counts(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), 0, 0, 0, 0);

  public Counts {
    replies = frozen(replies);
    failures = Collections.unmodifiableSortedMap(each(failures, Counts::frozen));
    streamMessages = frozen(streamMessages);
    keys = Collections.unmodifiableSortedMap(each(keys, Counts::frozen));
  }

  /** Counts of calls without keys. */
  public Counts(
      SortedMap<String, Long> replies,
      SortedMap<String, SortedMap<String, Long>> failures,
      SortedMap<String, Long> streamMessages,
      long splitStreams,
      long outOfSequence,
      long missing,
      long notStarted) {
    this(
        replies,
        failures,
        streamMessages,
        splitStreams,
        outOfSequence,
        missing,
        notStarted,
        new TreeMap<>());
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
    return new Counts(
        sum(replies, other.replies),
        sumOfEach(failures, other.failures),
        sum(streamMessages, other.streamMessages),
        splitStreams + other.splitStreams,
        outOfSequence + other.outOfSequence,
        missing + other.missing,
        notStarted + other.notStarted,
        sumOfEach(keys, other.keys));
  }

  /** The counts after {@code earlier}; a server that was known then stays, if with 0. */
  public Counts since(Counts earlier) {
    return new Counts(
        less(replies, earlier.replies),
        lessOfEach(failures, earlier.failures),
        less(streamMessages, earlier.streamMessages),
        splitStreams - earlier.splitStreams,
        outOfSequence - earlier.outOfSequence,
        missing - earlier.missing,
        notStarted - earlier.notStarted,
        lessOfEach(keys, earlier.keys));
  }

  /** The same counts without zeros, but for the replies of some servers. */
  public Counts of(Set<String> servers) {
    SortedMap<String, Long> answered = positive(replies);
    replies.forEach(
        (server, count) -> {
          if (servers.contains(server)) {
            answered.put(server, count);
          }
        });
    return new Counts(
        answered,
        positiveOfEach(failures),
        positive(streamMessages),
        splitStreams,
        outOfSequence,
        missing,
        notStarted,
        positiveOfEach(keys));
  }

  private static SortedMap<String, SortedMap<String, Long>> each(
      Map<String, SortedMap<String, Long>> counts, UnaryOperator<SortedMap<String, Long>> change) {
    SortedMap<String, SortedMap<String, Long>> changed = new TreeMap<>();
    counts.forEach((key, of) -> changed.put(key, change.apply(of)));
    return changed;
  }

  private static SortedMap<String, SortedMap<String, Long>> sumOfEach(
      Map<String, SortedMap<String, Long>> some, Map<String, SortedMap<String, Long>> others) {
    SortedMap<String, SortedMap<String, Long>> sum = new TreeMap<>(some);
    others.forEach((key, of) -> sum.merge(key, of, Counts::sum));
    return sum;
  }

  private static SortedMap<String, SortedMap<String, Long>> lessOfEach(
      Map<String, SortedMap<String, Long>> later, Map<String, SortedMap<String, Long>> earlier) {
    SortedMap<String, SortedMap<String, Long>> less = new TreeMap<>();
    later.forEach((key, of) -> less.put(key, less(of, earlier.getOrDefault(key, new TreeMap<>()))));
    return less;
  }

  private static SortedMap<String, SortedMap<String, Long>> positiveOfEach(
      Map<String, SortedMap<String, Long>> counts) {
    SortedMap<String, SortedMap<String, Long>> positive = each(counts, Counts::positive);
    positive.values().removeIf(Map::isEmpty);
    return positive;
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
