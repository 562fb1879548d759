package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table of who answered: a row for each pod and for each thing worth knowing, a column for each
 * plane.
 */
final class PlaneTable {

  private PlaneTable() {}

  static String of(List<PlaneReport> planes) {
    TextTable table = new TextTable();
    table.row(row("pod", planes, PlaneReport::plane));
    Map<String, Measurement.Pod> pods = pods(planes);
    boolean namespaces =
        pods.values().stream().map(Measurement.Pod::namespace).distinct().count() > 1;
    pods.forEach(
        (uuid, pod) ->
            table.row(row(label(uuid, pod, namespaces), planes, plane -> share(plane, uuid))));
    table.rule();
    table.row(row("calls answered", planes, plane -> ok(plane.measurement())));
    table.row(row("connections", planes, plane -> measured(plane, m -> "" + m.connections())));
    table.row(row("effective servers", planes, plane -> measured(plane, m -> servers(m.spread()))));
    table.row(row("latency p50, p99", planes, plane -> measured(plane, m -> latency(m.latency()))));
    table.row(row("predicted", planes, plane -> measured(plane, PlaneTable::model)));
    table.row(row("ledgers", planes, plane -> measured(plane, m -> ledgers(m.ledgers()))));
    table.row(row("verdict", planes, PlaneTable::verdict));
    return table.toString();
  }

  private static List<String> row(
      String label, List<PlaneReport> planes, Function<PlaneReport, String> cell) {
    List<String> row = new ArrayList<>();
    row.add(label);
    planes.forEach(plane -> row.add(cell.apply(plane)));
    return row;
  }

  /** The pods of all planes, by name. */
  private static Map<String, Measurement.Pod> pods(List<PlaneReport> planes) {
    Map<String, Measurement.Pod> byUuid = new TreeMap<>();
    planes.forEach(plane -> byUuid.putAll(plane.measurement().pods()));
    return byUuid.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(PodOrder.BY_NAME))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
  }

  /** With its namespace where the pods are of several. */
  private static String label(String uuid, Measurement.Pod pod, boolean namespaces) {
    String namespace = namespaces ? pod.namespace() + "/" : "";
    String version = pod.version().isEmpty() ? "" : " " + pod.version();
    String zone = pod.zone().isEmpty() ? "" : " " + pod.zone();
    return namespace
        + pod.name()
        + version
        + zone
        + " "
        + uuid.substring(0, Math.min(8, uuid.length()));
  }

  private static String share(PlaneReport plane, String uuid) {
    return measured(
        plane,
        m -> {
          long count = m.replies().getOrDefault(uuid, 0L);
          double percent = m.calls() == 0 ? 0 : 100.0 * count / m.calls();
          return String.format(Locale.ROOT, "%d  %5.1f %%", count, percent);
        });
  }

  private static String measured(PlaneReport plane, Function<Measurement, String> cell) {
    return plane.status() == Status.MEASURED ? cell.apply(plane.measurement()) : "-";
  }

  private static String ok(Measurement measurement) {
    long ok = measurement.statuses().getOrDefault("OK", 0L);
    return measurement.calls() == 0 ? "-" : ok + " of " + measurement.calls();
  }

  private static String servers(Measurement.Spread spread) {
    return String.format(Locale.ROOT, "%.2f", spread.effectiveServers());
  }

  private static String latency(Measurement.Latency latency) {
    return String.format(
        Locale.ROOT,
        "%.1f, %.1f ms",
        latency.fromIntended().p50() / 1000.0,
        latency.fromIntended().p99() / 1000.0);
  }

  private static String model(Measurement measurement) {
    return measurement.prediction() == null ? "-" : measurement.prediction().model();
  }

  private static String ledgers(Measurement.LedgerReport ledgers) {
    return ledgers.gaps().isEmpty() ? "equal" : "DIFFER";
  }

  private static String verdict(PlaneReport plane) {
    if (plane.status() != Status.MEASURED) {
      return plane.status().word();
    }
    Verdict.Outcome verdict = plane.measurement().verdict();
    return verdict == Verdict.Outcome.AGREES
        ? verdict.word()
        : verdict.word().toUpperCase(Locale.ROOT);
  }
}
