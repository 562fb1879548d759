package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of several targets or routes at a glance: a line for each, and for each plane what was
 * predicted, how many servers answered in effect of how many that could, and the verdict.
 */
final class Overview {

  private static final String HEADING =
      "\noverview: predicted model, effective servers of all that could answer, verdict\n\n";

  /** The models whose names are too long for a cell. */
  private static final Map<String, String> SHORT =
      Map.of("pinned connections", "pinned", "every call fails", "fails");

  /** What a plane has to say in each line. */
  private static final List<String> NOTHING = List.of("", "", "");

  private Overview() {}

  /** Empty where one table has all there is. */
  static String of(List<PlaneReport> reports) {
    Map<String, Map<String, PlaneReport>> rows = rows(reports);
    if (rows.size() < 2) {
      return "";
    }
    List<String> planes = reports.stream().map(PlaneReport::plane).distinct().toList();
    TextTable table = new TextTable();
    table.row(header(planes));
    rows.forEach((name, byPlane) -> table.row(row(name, planes, byPlane)));
    return HEADING + table;
  }

  /** The routes of a target together, though planes are measured one after another. */
  private static Map<String, Map<String, PlaneReport>> rows(List<PlaneReport> reports) {
    List<String> targets = reports.stream().map(PlaneReport::target).distinct().toList();
    Map<String, Map<String, PlaneReport>> rows = new LinkedHashMap<>();
    reports.stream()
        .sorted(Comparator.comparingInt(report -> targets.indexOf(report.target())))
        .forEach(
            report ->
                rows.computeIfAbsent(report.request().name(report.target()), key -> new TreeMap<>())
                    .put(report.plane(), report));
    return rows;
  }

  private static List<String> header(List<String> planes) {
    List<String> header = new ArrayList<>(List.of("target"));
    planes.forEach(plane -> header.addAll(List.of("", "", plane)));
    return header;
  }

  private static List<String> row(
      String name, List<String> planes, Map<String, PlaneReport> byPlane) {
    List<String> row = new ArrayList<>(List.of(name));
    for (String plane : planes) {
      PlaneReport report = byPlane.get(plane);
      row.addAll(report == null ? NOTHING : cells(report));
    }
    return row;
  }

  private static List<String> cells(PlaneReport report) {
    Measurement measured = report.measurement();
    Measurement.Predicted prediction = measured.prediction();
    if (prediction == null) {
      return List.of("", "", report.status().word());
    }
    return List.of(
        SHORT.getOrDefault(prediction.model(), prediction.model()),
        servers(measured.spread()),
        verdict(measured));
  }

  private static String servers(Measurement.Spread spread) {
    long all = Math.round(Math.pow(2, spread.maxEntropyBits()));
    return spread.effectiveServers() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f/%d", spread.effectiveServers(), all);
  }

  /** Ledgers that differ outrank everything. */
  private static String verdict(Measurement measured) {
    if (!measured.ledgers().gaps().isEmpty()) {
      return "ledgers DIFFER";
    }
    String word = measured.verdict().word();
    return measured.verdict() == Verdict.Outcome.AGREES ? word : word.toUpperCase(Locale.ROOT);
  }
}
