package dev.meshlab.client.report;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One stretch of a run. The intervals of a run follow each other without a gap, so that their
 * counts add up to those of the report.
 *
 * @param end when it ended, after the start of the run
 * @param length how long it was
 * @param counts what ended in it; a server that was heard of lately stays in the maps, if with 0
 * @param spread of the replies of this interval over these servers
 * @param latency from the intended start
 * @param servers those heard of lately, by UUID
 * @param errors the first message of each status that calls ended with, by its name
 */
public record Interval(
    Duration end,
    Duration length,
    Counts counts,
    Spread spread,
    LatencySummary latency,
    SortedMap<String, ServerDescription> servers,
    SortedMap<String, String> errors) {

  public Interval {
    servers = Collections.unmodifiableSortedMap(new TreeMap<>(servers));
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  /** Finished calls per second. */
  public double rate() {
    return length.isZero() ? 0 : counts.calls() * 1e9 / length.toNanos();
  }
}
