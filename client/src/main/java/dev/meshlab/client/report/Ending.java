package dev.meshlab.client.report;

/**
 * The last interval of a run in which calls were answered.
 *
 * @param latency from the intended start
 * @param notStarted calls that were due in it and were not started
 */
public record Ending(LatencySummary latency, long notStarted) {

  /** No call was answered. */
  public static final Ending NONE = new Ending(LatencySummary.NONE, 0);
}
