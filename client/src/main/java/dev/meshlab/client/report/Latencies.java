package dev.meshlab.client.report;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The latencies of a run.
 *
 * @param fromIntendedStart what a caller felt who wanted the call at its due time; in a closed loop
 *     the same as the next
 * @param fromActualStart what the call itself took
 * @param perServer from the intended start, by the UUID of the server that answered
 * @param histograms of the same calls
 */
public record Latencies(
    LatencySummary fromIntendedStart,
    LatencySummary fromActualStart,
    SortedMap<String, LatencySummary> perServer,
    Histograms histograms) {

  /** Nothing measured. */
  public static final Latencies NONE =
      new Latencies(LatencySummary.NONE, LatencySummary.NONE, new TreeMap<>(), Histograms.NONE);

  public Latencies {
    perServer = Collections.unmodifiableSortedMap(new TreeMap<>(perServer));
  }

  /**
   * The histograms behind the summaries of the same names.
   *
   * @param fromIntendedStart of all calls
   * @param fromActualStart of all calls
   * @param perServer from the intended start, by the UUID of the server
   */
  public record Histograms(
      LatencyHistogram fromIntendedStart,
      LatencyHistogram fromActualStart,
      SortedMap<String, LatencyHistogram> perServer) {

    /** Nothing kept. */
    public static final Histograms NONE =
        new Histograms(LatencyHistogram.NONE, LatencyHistogram.NONE, new TreeMap<>());

    public Histograms {
      perServer = Collections.unmodifiableSortedMap(new TreeMap<>(perServer));
    }
  }
}
