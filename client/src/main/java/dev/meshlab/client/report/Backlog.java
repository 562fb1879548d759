package dev.meshlab.client.report;

/** Calls that wait for each other because the rate is above what is answered. */
final class Backlog {

  /** The part of the run in which nothing was started any more, above which it is worth a word. */
  private static final double LEAST_DRAIN = 0.05;

  private Backlog() {}

  /**
   * True if a run shows one. Calls that were not started say so. Otherwise a backlog that grows all
   * the time makes the last call wait about twice as long as half of the calls did, where a target
   * that is slow and keeps up makes all wait alike, and one that is slow at times makes few wait.
   */
  static boolean isSeenIn(Report report) {
    double rate = report.asked().rate();
    if (rate == 0) {
      return false;
    }
    if (report.notStarted() > 0) {
      return true;
    }
    double elapsed = report.elapsed().toNanos() / 1e9;
    double drain = elapsed - (report.calls() + report.abandoned()) / rate;
    double median = report.latency().fromIntendedStart().p50Micros() / 1e6;
    return report.abandoned() == 0
        && drain > LEAST_DRAIN * elapsed
        && median > 0.2 * drain
        && median < 0.8 * drain;
  }
}
