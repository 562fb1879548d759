package dev.meshlab.client.output;

import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.Report;
import dev.meshlab.client.report.ServerDescription;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every server that was heard of, and one row for the failures in which none named itself. */
final class ServerTable {

  private static final List<String> NUMBERS =
      List.of("REPLIES", "SHARE", "FAILED", "P50 ms", "P99 ms");

  private final Report report;
  private final ServerNames names;
  private final List<String> uuids;

  private ServerTable(Report report) {
    this.report = report;
    names = new ServerNames(report.servers());
    Set<String> heard = new TreeSet<>(report.servers().keySet());
    heard.addAll(report.failures().keySet());
    uuids =
        heard.stream()
            .sorted(
                Comparator.comparing(this::isNameless).thenComparing(uuid -> server(uuid).pod()))
            .toList();
  }

  /** A row a server, or where the page is too narrow for that a paragraph. */
  static String of(Report report, Page page) {
    ServerTable servers = new ServerTable(report);
    return servers.table().text(page).orElseGet(() -> servers.paragraphs(page));
  }

  private Table table() {
    List<String> header = new ArrayList<>();
    List<Function<String, String>> cells = new ArrayList<>();
    addIfSaid("POD", ServerDescription::pod, header, cells);
    header.add("UUID");
    cells.add(this::uuid);
    addIfSaid("VERSION", ServerDescription::version, header, cells);
    addIfSaid("ZONE", ServerDescription::zone, header, cells);
    Table table =
        new Table(header.size(), Stream.concat(header.stream(), NUMBERS.stream()).toList());
    uuids.forEach(
        uuid ->
            table.row(
                Stream.concat(cells.stream().map(cell -> cell.apply(uuid)), numbers(uuid).stream())
                    .toList()));
    return table;
  }

  private void addIfSaid(
      String name,
      Function<ServerDescription, String> what,
      List<String> header,
      List<Function<String, String>> cells) {
    if (report.servers().values().stream().map(what).anyMatch(said -> !said.isEmpty())) {
      header.add(name);
      cells.add(uuid -> what.apply(server(uuid)));
    }
  }

  private String paragraphs(Page page) {
    return uuids.stream().map(uuid -> paragraph(uuid, page)).collect(Collectors.joining());
  }

  private String paragraph(String uuid, Page page) {
    String name = server(uuid).pod().isEmpty() ? uuid(uuid) : server(uuid).pod();
    Paragraph paragraph = new Paragraph(page, page.cut(name, page.width()), 2);
    Stream.of(uuid(uuid), server(uuid).version(), server(uuid).zone())
        .filter(text -> !text.isEmpty() && !text.equals(name))
        .forEach(text -> paragraph.add(1, text));
    List<String> numbers = numbers(uuid);
    return paragraph
        .add(2, numbers.get(0) + " replies")
        .add(2, numbers.get(1))
        .add(2, numbers.get(2) + " failed")
        .add(2, "p50 " + Words.millis(latency(uuid), LatencySummary::p50Micros))
        .add(2, "p99 " + Words.millis(latency(uuid), LatencySummary::p99Micros))
        .text();
  }

  private ServerDescription server(String uuid) {
    return report.servers().getOrDefault(uuid, ServerDescription.UNKNOWN);
  }

  private boolean isNameless(String uuid) {
    return server(uuid).pod().isEmpty();
  }

  private String uuid(String uuid) {
    return uuid.isEmpty() ? "(none)" : names.uuid(uuid);
  }

  private LatencySummary latency(String uuid) {
    return report.latency().perServer().getOrDefault(uuid, LatencySummary.NONE);
  }

  private List<String> numbers(String uuid) {
    long replies = report.replies().getOrDefault(uuid, 0L);
    long failed =
        report.failures().getOrDefault(uuid, Collections.emptySortedMap()).values().stream()
            .mapToLong(Long::longValue)
            .sum();
    return List.of(
        Long.toString(replies),
        report.ok() == 0 ? "-" : Words.format("%.1f%%", 100.0 * replies / report.ok()),
        Long.toString(failed),
        Words.milliseconds(latency(uuid), LatencySummary::p50Micros),
        Words.milliseconds(latency(uuid), LatencySummary::p99Micros));
  }
}
