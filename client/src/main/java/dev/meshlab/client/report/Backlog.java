package dev.meshlab.client.report;

/** Calls that wait for each other because the rate is above what is answered. */
final class Backlog {

  /** The part of the run in which nothing was started any more, above which it is worth a word. */
  private static final double LEAST_DRAIN = 0.05;

  /** The part of the longest wait below which the last waits say that a backlog is over. */
  private static final double OVERCOME = 0.1;

  private Backlog() {}

  /**
   * True if a run shows one. Calls that were not started say so. Otherwise a backlog that grows all
   * the time makes the last call wait about twice as long as half of the calls did, where a target
   * that is slow and keeps up makes all wait alike, and one that is slow at times makes few wait.
   * Where no call ended, no rate is known to be right; one that was overcome before the end came
   * from elsewhere, such as a JVM that had just started.
   */
  static boolean isSeenIn(Report report) {
    double rate = report.asked().rate();
    if (rate == 0 || report.calls() == 0 || isOvercome(report)) {
      return false;
    }
    if (report.notStarted() > 0) {
      return true;
    }
    double elapsed = report.elapsed().toNanos() / 1e9;
    double drain = elapsed - (report.calls() + report.abandoned()) / rate;
    LatencySummary waits = report.latency().fromIntendedStart();
    double median = waits.p50Micros() / 1e6;
    return report.abandoned() == 0
        && drain > LEAST_DRAIN * elapsed
        && median > 0.2 * drain
        && median < 0.8 * drain
        // The last of a backlog waits for all of it; less says that the run only ended late.
        && waits.maxMicros() / 1e6 > 0.8 * drain;
  }

  /** True if the last calls were all started, and waited far less than others before them. */
  private static boolean isOvercome(Report report) {
    Ending ending = report.ending();
    long longest = report.latency().fromIntendedStart().maxMicros();
    return ending.notStarted() == 0
        && ending.latency().count() > 0
        && ending.latency().p90Micros() < OVERCOME * longest;
  }
}
