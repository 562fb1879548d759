package dev.meshlab.client.output;

import dev.meshlab.client.report.Lag;
import dev.meshlab.client.report.Latencies;
import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.Spread;
import dev.meshlab.client.report.Threshold;
import dev.meshlab.client.report.WarmUpReport;
import java.util.IntSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The report as text: a table of the servers, then a line for each other thing worth knowing. */
final class Summary {

  private final Report report;
  private final Lines lines;

  private Summary(Report report, Page page) {
    this.report = report;
    lines = new Lines(page);
  }

  static String of(Report report, Optional<Threshold> threshold, Page page) {
    Summary summary = new Summary(report, page);
    summary.calls();
    summary.spread();
    summary.connections();
    summary.keys();
    summary.streams();
    summary.latency();
    summary.warmUp();
    Trouble.say(report, threshold, summary.lines);
    return ServerTable.of(report, page) + "\n" + summary.lines.text();
  }

  private void calls() {
    Paragraph line =
        lines
            .begin("calls")
            .words(
                Words.format(
                    "%d in %s (%.0f/s):",
                    report.calls(), Words.seconds(report.elapsed()), report.rate()));
    lines.end(
        report.calls() == 0
            ? line.words("none ended")
            : line.list(1, Words.each(report.statuses())));
  }

  private void spread() {
    if (report.servers().size() > 1) {
      Spread spread = report.spread();
      lines.say(
          "spread",
          Words.format(
              "as over %.1f equal servers, of %d (%.2f of %.2f bits)",
              spread.effectiveServers(),
              report.servers().size(),
              spread.entropyBits(),
              spread.maxEntropyBits()));
    }
  }

  private void connections() {
    IntSummaryStatistics servers =
        report.perConnection().stream().mapToInt(Map::size).summaryStatistics();
    String each =
        servers.getMin() == servers.getMax()
            ? Integer.toString(servers.getMax())
            : servers.getMin() + " to " + servers.getMax();
    lines.say("connections", servers.getCount() + ", servers behind each: " + each);
  }

  private void keys() {
    Map<String, SortedMap<String, Long>> keys = report.counts().keys();
    if (!keys.isEmpty()) {
      long moved = keys.values().stream().filter(servers -> servers.size() > 1).count();
      lines.say(
          "keys",
          Words.format(
              "%s: %d with one server, %d with several",
              report.asked().keys(), keys.size() - moved, moved));
    }
  }

  private void streams() {
    if (report.streamMessages().isEmpty()) {
      return;
    }
    long messages = report.streamMessages().values().stream().mapToLong(Long::longValue).sum();
    lines.say(
        "streams",
        Words.format(
            "%d messages, %d out of sequence, %d missing; streams split over servers: %d",
            messages, report.outOfSequence(), report.missing(), report.splitStreams()));
  }

  private void latency() {
    Latencies latency = report.latency();
    if (report.asked().rate() == 0) {
      lines.end(quantiles("latency", latency.fromActualStart()));
      return;
    }
    lines.end(quantiles("latency", latency.fromIntendedStart()).words("from the intended start"));
    lines.end(quantiles("", latency.fromActualStart()).words("from the actual start"));
    Lag lag = report.lag();
    lines.say(
        "lag",
        Words.format(
            "mean %.2f ms, max %s, %s started over 1 ms late",
            lag.meanMicros() / 1e3,
            Words.millis(lag.maxMicros()),
            Words.count(lag.late(), "call")));
  }

  private Paragraph quantiles(String name, LatencySummary latency) {
    return lines
        .begin(name)
        .add(0, "p50 " + Words.millis(latency, LatencySummary::p50Micros) + ",")
        .add(1, "p90 " + Words.millis(latency, LatencySummary::p90Micros) + ",")
        .add(1, "p99 " + Words.millis(latency, LatencySummary::p99Micros) + ",")
        .add(1, "max " + Words.millis(latency, LatencySummary::maxMicros));
  }

  private void warmUp() {
    WarmUpReport warmUp = report.warmUp();
    if (warmUp.isNone()) {
      lines.say("warm-up", "none, so the first calls were slower");
      return;
    }
    lines.say(
        "warm-up",
        Words.format(
            "%s in %s, not part of any other figure%s%s",
            Words.count(warmUp.calls(), "call"),
            Words.seconds(warmUp.elapsed()),
            warmUp.ok() < warmUp.calls()
                ? "; %d of them were answered OK".formatted(warmUp.ok())
                : "",
            warmUp.gaveUp() ? ", so it ended early" : ""));
  }
}
