package dev.meshlab.client.report;

/**
 * The latencies that a summary sums up, in microseconds, to three digits: what it takes to merge
 * reports, since quantiles of two runs do not add up to one of both.
 *
 * @param encoded in HdrHistogram's compressed form, as Base64, which the tools around that library
 *     read; empty where nothing was kept
 */
public record LatencyHistogram(String encoded) {

  /** Nothing kept. */
  public static final LatencyHistogram NONE = new LatencyHistogram("");
}
