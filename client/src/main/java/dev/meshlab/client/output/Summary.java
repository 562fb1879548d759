package dev.meshlab.client.output;

import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.WarmUpReport;
import java.util.IntSummaryStatistics;
import java.util.Map;

/** The report as text: a table of the servers, then a line for each other thing worth knowing. */
final class Summary {

  private final Report report;
  private final StringBuilder text = new StringBuilder();

  private Summary(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    Summary summary = new Summary(report);
    summary.text.append(ServerTable.of(report)).append('\n');
    summary.calls();
    summary.streams();
    summary.latency();
    summary.errors();
    return summary.text.toString();
  }

  private void calls() {
    line(
        "calls",
        Words.format(
            "%d in %s (%.0f/s): %s",
            report.calls(),
            Words.seconds(report.elapsed()),
            report.rate(),
            report.calls() == 0 ? "none ended" : Words.all(report.statuses())));
    if (report.abandoned() > 0) {
      line("abandoned", report.abandoned() + " calls had not ended when the grace was over");
    }
    if (report.notStarted() > 0) {
      line("not started", report.notStarted() + " calls were due: too many were in flight");
    }
    if (report.isAboveCapacity()) {
      line("hint", Words.format("%.0f/s were reached; try a lower --rate", report.rate()));
    }
    WarmUpReport warmUp = report.warmUp();
    line(
        "warm-up",
        warmUp.isNone()
            ? "none"
            : warmUp.calls() + " calls in " + Words.seconds(warmUp.elapsed()) + ", not counted");
    line("spread", Words.spread(report.spread()));
    line("connections", connections());
  }

  private String connections() {
    IntSummaryStatistics servers =
        report.perConnection().stream().mapToInt(Map::size).summaryStatistics();
    String each =
        servers.getMin() == servers.getMax()
            ? Integer.toString(servers.getMax())
            : servers.getMin() + " to " + servers.getMax();
    return servers.getCount() + ", servers behind each: " + each;
  }

  private void streams() {
    if (report.streamMessages().isEmpty()) {
      return;
    }
    long messages = report.streamMessages().values().stream().mapToLong(Long::longValue).sum();
    line(
        "streams",
        Words.format(
            "%d messages, %d out of sequence, %d missing; streams split over servers: %d",
            messages, report.outOfSequence(), report.missing(), report.splitStreams()));
  }

  private void latency() {
    Latencies latency = report.latency();
    if (report.asked().rate() == 0) {
      line("latency", quantiles(latency.fromActualStart()));
      return;
    }
    line("latency", quantiles(latency.fromIntendedStart()) + " from the intended start");
    line("", quantiles(latency.fromActualStart()) + " from the actual start");
    Lag lag = report.lag();
    line(
        "lag",
        Words.format(
            "mean %.2f ms, max %s, %d calls started over 1 ms late",
            lag.meanMicros() / 1e3, Words.millis(lag.maxMicros()), lag.late()));
  }

  private static String quantiles(LatencySummary latency) {
    return Words.format(
        "p50 %s, p90 %s, p99 %s, max %s",
        Words.millis(latency, LatencySummary::p50Micros),
        Words.millis(latency, LatencySummary::p90Micros),
        Words.millis(latency, LatencySummary::p99Micros),
        Words.millis(latency, LatencySummary::maxMicros));
  }

  private void errors() {
    report.errors().forEach((status, message) -> line("first error", status + ": " + message));
  }

  private void line(String name, String value) {
    text.append(Words.format("%-13s%s\n", name, value));
  }
}
