package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The calls as the client saw them end.
 *
 * @param replies calls answered OK, by UUID
 * @param pods who is behind a UUID
 * @param statuses finished calls by gRPC status name
 * @param errors the first message seen for each status other than OK
 * @param streams what the streams showed
 * @param spread how even the replies are
 */
public record Counts(
    SortedMap<String, Long> replies,
    SortedMap<String, PodLabel> pods,
    SortedMap<String, Long> statuses,
    Map<String, String> errors,
    Streams streams,
    Spread spread) {

  /**
   * The messages of streams.
   *
   * @param messages messages received, by UUID
   * @param split streams whose messages came from more than one server
   * @param outOfSequence messages that arrived out of their order
   * @param missing messages that never arrived
   */
  public record Streams(
      SortedMap<String, Long> messages, long split, long outOfSequence, long missing) {
    static final Streams NONE = new Streams(new TreeMap<>(), 0, 0, 0);
  }

  /**
   * The evenness of the replies.
   *
   * @param entropyBits Shannon entropy of the replies over the servers
   * @param maxEntropyBits what it would be if all servers answered alike
   * @param effectiveServers the number of equal servers with that entropy
   */
  public record Spread(double entropyBits, double maxEntropyBits, double effectiveServers) {
    static final Spread NONE = new Spread(0, 0, 0);
  }

  /** No calls, to pods that are known. */
  static Counts none(PodLabels pods) {
    return new Counts(
        new TreeMap<>(),
        new TreeMap<>(pods.byUuid()),
        new TreeMap<>(),
        Map.of(),
        Streams.NONE,
        Spread.NONE);
  }
}
