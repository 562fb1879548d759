package dev.meshlab.client.report;

/**
 * Errors of a run beside what was allowed.
 *
 * @param mostPercent how many of a hundred calls may fail
 * @param percent how many of a hundred did
 */
public record Threshold(double mostPercent, double percent) {

  /** True if more calls failed than the threshold allows. */
  public boolean isCrossed() {
    return percent > mostPercent;
  }
}
