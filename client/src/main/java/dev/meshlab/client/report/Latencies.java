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
 */
public record Latencies(
    LatencySummary fromIntendedStart,
    LatencySummary fromActualStart,
    SortedMap<String, LatencySummary> perServer) {

  public Latencies {
    perServer = Collections.unmodifiableSortedMap(new TreeMap<>(perServer));
  }
}
