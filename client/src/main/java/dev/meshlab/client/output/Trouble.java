package dev.meshlab.client.output;

import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Threshold;
import java.util.Optional;

/** Results that are not as asked, with what to do about them. */
final class Trouble {

  private final Report report;
  private final Lines lines;

  private Trouble(Report report, Lines lines) {
    this.report = report;
    this.lines = lines;
  }

  static void say(Report report, Optional<Threshold> threshold, Lines lines) {
    Trouble trouble = new Trouble(report, lines);
    trouble.notEnded();
    trouble.notStarted();
    trouble.aboveCapacity();
    report.errors().forEach((status, text) -> lines.complain("first error", status + ": " + text));
    threshold.filter(Threshold::isCrossed).ifPresent(trouble::crossed);
  }

  private void notEnded() {
    if (report.abandoned() > 0) {
      lines.complain(
          "abandoned",
          Words.count(report.abandoned(), "call") + " had not ended when the grace was over");
    }
  }

  private void notStarted() {
    if (report.notStarted() > 0) {
      lines.complain(
          "not started",
          Words.format(
              "%s that were due: %d were in flight (--max-in-flight), or this machine was late",
              Words.count(report.notStarted(), "call"), report.asked().maxInFlight()));
    }
  }

  private void aboveCapacity() {
    if (report.isAboveCapacity()) {
      lines.say(
          "hint",
          Words.format(
              "%s calls a second are more than were answered (%.0f/s), so calls waited for each"
                  + " other; for latencies without that, try --rate %s",
              Words.number(report.asked().rate()),
              report.rate(),
              Words.roughly(0.8 * report.rate())));
    }
  }

  private void crossed(Threshold threshold) {
    lines.complain(
        "failed",
        Words.format(
            "%.2f%% of the calls were not answered OK, above --fail-above %s%%",
            threshold.percent(), Words.number(threshold.mostPercent())));
  }
}
