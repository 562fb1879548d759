package dev.meshlab.client.tally;

import dev.meshlab.client.histogram.EncodedHistograms;
import dev.meshlab.client.report.Asked;
import dev.meshlab.client.report.Counts;
import dev.meshlab.client.report.Ending;
import dev.meshlab.client.report.Interval;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencyHistogram;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.WarmUpReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * Reads a {@link Tally} into records while it is being written. For one thread.
 *
 * <p>A reading is not one atomic instant: a call that ends meanwhile is in this interval or in the
 * next, and in exactly one of them.
 */
public final class Readings {

  private final Tally tally;
  private final Presence presence = new Presence();
  private Counts before = Counts.NONE;
  private Ending ending = Ending.NONE;
  private Duration end = Duration.ZERO;
  private Duration length = Duration.ZERO;

  public Readings(Tally tally) {
    this.tally = tally;
  }

  /** The calls that ended since the last interval. */
  public Interval interval(Duration sinceStart) {
    LatencySummary latency = EncodedHistograms.summary(takeLatencies());
    Counts now = counts(perConnection());
    Counts all = now.since(before);
    SortedMap<String, ServerDescription> servers = servers();
    servers.keySet().retainAll(presence.after(all, servers.keySet()));
    Counts counts = all.of(servers.keySet());
    Interval interval =
        new Interval(
            sinceStart,
            sinceStart.minus(end),
            counts,
            Spread.of(counts, servers),
            latency,
            servers,
            new TreeMap<>(tally.takeErrors()));
    if (latency.count() > 0) {
      ending = ending(interval);
    }
    before = now;
    length = interval.length();
    end = sinceStart;
    return interval;
  }

  /** In what is left of an interval, while the run drains, no call is due any more. */
  private Ending ending(Interval interval) {
    boolean isRest = interval.length().compareTo(length.dividedBy(2)) < 0;
    return new Ending(
        interval.latency(), interval.counts().notStarted() + (isRest ? ending.notStarted() : 0));
  }

  /**
   * The whole run; calls that were started and have not ended are abandoned.
   *
   * @param warmUp what was done before it, uncounted
   */
  public Report report(Asked asked, WarmUpReport warmUp, Instant started, Duration elapsed) {
    takeLatencies();
    List<SortedMap<String, Long>> perConnection = perConnection();
    Counts counts = counts(perConnection);
    SortedMap<String, ServerDescription> servers = servers();
    return new Report(
        asked,
        warmUp,
        started,
        elapsed,
        counts,
        perConnection,
        servers,
        latencies(),
        ending,
        Spread.of(counts, servers),
        tally.lag.read(),
        tally.started.sum() - counts.calls(),
        new TreeMap<>(tally.errors));
  }

  private Counts counts(List<SortedMap<String, Long>> perConnection) {
    SortedMap<String, Long> replies = new TreeMap<>();
    perConnection.forEach(each -> each.forEach((uuid, n) -> replies.merge(uuid, n, Long::sum)));
    SortedMap<String, SortedMap<String, Long>> failures = new TreeMap<>();
    tally.failures.forEach((uuid, byStatus) -> failures.put(uuid, sums(byStatus)));
    return new Counts(
        replies,
        failures,
        sums(tally.streamMessages),
        tally.splitStreams.sum(),
        tally.outOfSequence.sum(),
        tally.missing.sum(),
        tally.notStarted.sum(),
        tally.keys.map(KeyTally::replies).orElseGet(TreeMap::new));
  }

  private List<SortedMap<String, Long>> perConnection() {
    return tally.connections.stream().map(ConnectionTally::replies).toList();
  }

  private SortedMap<String, ServerDescription> servers() {
    SortedMap<String, ServerDescription> servers = new TreeMap<>();
    tally.servers.forEach((uuid, server) -> servers.put(uuid, server.description));
    return servers;
  }

  private Histogram takeLatencies() {
    Histogram all = LatencyTally.empty();
    for (ServerTally server : tally.servers.values()) {
      all.add(server.fromIntended.takeInterval());
      if (server.fromActual != server.fromIntended) {
        server.fromActual.takeInterval();
      }
    }
    return all;
  }

  private Latencies latencies() {
    SortedMap<String, LatencyHistogram> perServer = new TreeMap<>();
    tally.servers.forEach(
        (uuid, server) -> perServer.put(uuid, EncodedHistograms.of(server.fromIntended.total())));
    return EncodedHistograms.latencies(
        new Latencies.Histograms(
            overall(server -> server.fromIntended),
            overall(server -> server.fromActual),
            perServer));
  }

  private LatencyHistogram overall(Function<ServerTally, LatencyTally> which) {
    Histogram all = LatencyTally.empty();
    tally.servers.values().forEach(server -> all.add(which.apply(server).total()));
    return EncodedHistograms.of(all);
  }

  private static SortedMap<String, Long> sums(Map<String, LongAdder> counters) {
    SortedMap<String, Long> sums = new TreeMap<>();
    counters.forEach((key, counter) -> sums.put(key, counter.sum()));
    return sums;
  }
}
