package dev.meshlab.client.report;

/**
 * The latency of calls, in microseconds. Only calls that were answered OK count: a refused call is
 * fast, and would make a sick system look quick.
 *
 * @param count calls measured; where 0, so are the other numbers
 * @param meanMicros the arithmetic mean
 * @param p50Micros the median
 * @param p90Micros nine calls of ten were no slower
 * @param p99Micros 99 calls of 100 were no slower
 * @param maxMicros the slowest call
 */
public record LatencySummary(
    long count, double meanMicros, long p50Micros, long p90Micros, long p99Micros, long maxMicros) {

  /** Nothing measured. */
  public static final LatencySummary NONE = new LatencySummary(0, 0, 0, 0, 0, 0);
}
