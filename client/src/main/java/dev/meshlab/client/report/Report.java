package dev.meshlab.client.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of a run.
 *
 * @param asked the load as it was asked for
 * @param warmUp the calls before the run, which are in none of its counts
 * @param started when the run started
 * @param elapsed from there to the end of the last call
 * @param counts calls and stream messages
 * @param perConnection calls answered OK, by UUID, of each connection
 * @param servers every server that was heard of, by UUID, those that only failed included
 * @param latency of the calls answered OK
 * @param ending the last of it
 * @param spread of the replies over the servers
 * @param lag of the generator behind its own schedule
 * @param abandoned calls still in flight when the grace after the stop ran out
 * @param errors the first message of each status other than OK
 */
public record Report(
    Asked asked,
    WarmUpReport warmUp,
    Instant started,
    Duration elapsed,
    Counts counts,
    List<SortedMap<String, Long>> perConnection,
    SortedMap<String, ServerDescription> servers,
    Latencies latency,
    Ending ending,
    Spread spread,
    Lag lag,
    long abandoned,
    SortedMap<String, String> errors) {

  public Report {
    perConnection = perConnection.stream().map(Report::frozen).toList();
    servers = frozen(servers);
    errors = frozen(errors);
  }

  private static <V> SortedMap<String, V> frozen(Map<String, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }

  /** The time at which its last call ended. */
  public Instant ended() {
    return started.plus(elapsed);
  }

  /** Finished calls. */
  public long calls() {
    return counts.calls();
  }

  /** Calls answered OK. */
  public long ok() {
    return counts.ok();
  }

  /** Calls answered OK, by the UUID of the server. */
  public SortedMap<String, Long> replies() {
    return counts.replies();
  }

  /** Finished calls by the name of their gRPC status, OK included. */
  public SortedMap<String, Long> statuses() {
    return counts.statuses();
  }

  /** See {@link Counts#failures()}. */
  public SortedMap<String, SortedMap<String, Long>> failures() {
    return counts.failures();
  }

  /** See {@link Counts#streamMessages()}. */
  public SortedMap<String, Long> streamMessages() {
    return counts.streamMessages();
  }

  /** See {@link Counts#splitStreams()}. */
  public long splitStreams() {
    return counts.splitStreams();
  }

  /** See {@link Counts#outOfSequence()}. */
  public long outOfSequence() {
    return counts.outOfSequence();
  }

  /** See {@link Counts#missing()}. */
  public long missing() {
    return counts.missing();
  }

  /** See {@link Counts#notStarted()}. */
  public long notStarted() {
    return counts.notStarted();
  }

  /** See {@link Spread#entropyBits()}. */
  public double entropyBits() {
    return spread.entropyBits();
  }

  /** See {@link Spread#maxEntropyBits()}. */
  public double maxEntropyBits() {
    return spread.maxEntropyBits();
  }

  /** See {@link Spread#effectiveServers()}. */
  public double effectiveServers() {
    return spread.effectiveServers();
  }

  /** Calls that were started and not answered OK, of a hundred; 0 where none was started. */
  public double errorPercent() {
    long started = calls() + abandoned;
    return started == 0 ? 0 : 100.0 * (started - ok()) / started;
  }

  /**
   * True if calls were answered more slowly than the rate asked for. Always false in a closed loop.
   */
  public boolean isAboveCapacity() {
    return Backlog.isSeenIn(this);
  }

  /** Finished calls per second. */
  public double rate() {
    return elapsed.isZero() ? 0 : calls() * 1e9 / elapsed.toNanos();
  }
}
