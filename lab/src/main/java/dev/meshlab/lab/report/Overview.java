package dev.meshlab.lab.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run of several targets or routes at a glance: for each, and for each plane, the predicted
 * model, the answers, and the verdict.
 */
final class Overview {

  private static final String HEADING = "overview: predicted model, who answered, verdict";

  private static final String CALLS_FAIL = "calls fail";
  private static final int INDENT = 4;

  private final List<String> planes;
  private final Map<String, Map<String, PlaneReport>> rows;
  private final Page page;

  private Overview(List<PlaneReport> reports, Page page) {
    this.planes = reports.stream().map(PlaneReport::plane).distinct().toList();
    this.rows = rows(reports);
    this.page = page;
  }

  /** Empty where one table has all there is. */
  static String of(List<PlaneReport> reports, Page page) {
    Overview overview = new Overview(reports, page);
    return overview.rows.size() < 2
        ? ""
        : "\n" + page.painted(Tone.TITLE, HEADING) + "\n\n" + overview.print();
  }

  private String print() {
    TextTable wide = wide();
    return wide.fits(page) ? wide.print(page) : stacked();
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

  /** A line for each target, the planes beside each other. */
  private TextTable wide() {
    TextTable table = new TextTable(2, TextTable.Side.LEFT);
    List<Cell> header = new ArrayList<>(List.of(Cell.plain("target")));
    for (String plane : planes) {
      header.add(new Cell(plane, Tone.TITLE));
      header.addAll(List.of(Cell.plain(""), Cell.plain("")));
    }
    table.row(header);
    rows.forEach(
        (name, byPlane) -> {
          List<Cell> row = new ArrayList<>(List.of(Cell.plain(name)));
          planes.forEach(plane -> row.addAll(cells(byPlane, plane)));
          table.row(row);
        });
    return table;
  }

  /** A line for each target, the planes below it; what does not fit is cut from the answers. */
  private String stacked() {
    List<List<Cell>> lines = new ArrayList<>();
    rows.values()
        .forEach(
            byPlane ->
                planes.stream()
                    .filter(byPlane::containsKey)
                    .forEach(plane -> lines.add(line(byPlane, plane))));
    int room = page.columns() - INDENT - width(lines, 0) - width(lines, 1) - width(lines, 3) - 6;
    TextTable table = new TextTable(INDENT, TextTable.Side.LEFT);
    lines.forEach(
        line ->
            table.row(
                List.of(
                    line.get(0),
                    line.get(1),
                    Cell.plain(page.cut(line.get(2).text(), room)),
                    line.get(3))));
    return below(table.print(page).lines().toList());
  }

  private static List<Cell> line(Map<String, PlaneReport> byPlane, String plane) {
    List<Cell> line = new ArrayList<>(List.of(Cell.plain(plane)));
    line.addAll(cells(byPlane, plane));
    return line;
  }

  private static int width(List<List<Cell>> lines, int column) {
    return lines.stream().mapToInt(line -> line.get(column).text().length()).max().orElse(0);
  }

  /** The lines of all planes, each target's below its name. */
  private String below(List<String> lines) {
    StringBuilder text = new StringBuilder();
    int line = 0;
    for (Map.Entry<String, Map<String, PlaneReport>> row : rows.entrySet()) {
      text.append("  ").append(page.cut(row.getKey(), page.columns() - 2)).append('\n');
      for (int plane = 0; plane < row.getValue().size(); plane++) {
        text.append(lines.get(line++)).append('\n');
      }
    }
    return text.toString();
  }

  private static List<Cell> cells(Map<String, PlaneReport> byPlane, String plane) {
    PlaneReport report = byPlane.get(plane);
    if (report == null) {
      return List.of(Cell.plain(""), Cell.plain(""), Cell.plain(""));
    }
    Measurement.Predicted prediction = report.measurement().prediction();
    return List.of(
        Cell.plain(prediction == null ? "-" : prediction.brief()),
        Cell.plain(prediction == null ? "-" : Answers.of(report.measurement())),
        verdict(report));
  }

  /** Ledgers that differ outrank everything, and calls that fail a prediction that agrees. */
  private static Cell verdict(PlaneReport report) {
    Measurement measured = report.measurement();
    if (report.status() == Status.PREDICTED && measured.failing() != null) {
      return failing(report);
    }
    if (report.status() != Status.MEASURED) {
      return new Cell(report.status().label(), report.status().tone());
    }
    if (!measured.ledgers().gaps().isEmpty()) {
      return new Cell("ledgers DIFFER", Tone.BAD);
    }
    Cell verdict = PlaneTable.verdict(measured.judgement().verdict());
    return measured.failing() != null && verdict.tone() == Tone.GOOD ? failing(report) : verdict;
  }

  private static Cell failing(PlaneReport report) {
    return new Cell(CALLS_FAIL, report.alarms() ? Tone.BAD : Tone.PLAIN);
  }
}
