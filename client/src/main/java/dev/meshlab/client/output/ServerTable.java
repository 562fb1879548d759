package dev.meshlab.client.output;

import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A row for each server that was heard of, and one for the failures in which none named itself. */
final class ServerTable {

  private static final int NUMBERS_FROM = 4;

  private final Report report;
  private final Table table =
      new Table(
          NUMBERS_FROM,
          "SERVER",
          "POD",
          "VERSION",
          "ZONE",
          "REPLIES",
          "SHARE",
          "FAILED",
          "P50",
          "P99");

  private ServerTable(Report report) {
    this.report = report;
  }

  static String of(Report report) {
    ServerTable rows = new ServerTable(report);
    Set<String> uuids = new TreeSet<>(report.servers().keySet());
    uuids.addAll(report.failures().keySet());
    uuids.forEach(rows::add);
    return rows.table.text();
  }

  private void add(String uuid) {
    ServerDescription server = report.servers().getOrDefault(uuid, ServerDescription.UNKNOWN);
    LatencySummary latency = report.latency().perServer().getOrDefault(uuid, LatencySummary.NONE);
    long replies = report.replies().getOrDefault(uuid, 0L);
    table.row(
        uuid.isEmpty() ? "(none named)" : uuid,
        server.pod(),
        server.version(),
        server.zone(),
        Long.toString(replies),
        report.ok() == 0 ? "-" : Words.format("%.1f %%", 100.0 * replies / report.ok()),
        Long.toString(failed(uuid)),
        Words.millis(latency, LatencySummary::p50Micros),
        Words.millis(latency, LatencySummary::p99Micros));
  }

  private long failed(String uuid) {
    return report.failures().getOrDefault(uuid, Collections.emptySortedMap()).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
