package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The table of who answered: a row for each pod and for each thing worth knowing, a column for each
 * plane.
 */
final class PlaneTable {

  private static final String NOTHING = "-";

  private final List<PlaneReport> planes;
  private final TextTable table = new TextTable(2, TextTable.Side.RIGHT);

  private PlaneTable(List<PlaneReport> planes) {
    this.planes = planes;
  }

  /** True if there is anything to show. */
  static boolean isOf(List<PlaneReport> planes) {
    return planes.stream().anyMatch(plane -> plane.measurement().prediction() != null);
  }

  static String of(List<PlaneReport> planes, Page page) {
    PlaneTable table = new PlaneTable(planes);
    table.fill();
    return table.table.print(page);
  }

  private void fill() {
    row("pod", plane -> new Cell(plane.plane(), Tone.TITLE));
    Map<String, PodLabel> pods = pods();
    boolean namespaces = pods.values().stream().map(PodLabel::namespace).distinct().count() > 1;
    pods.forEach((uuid, pod) -> text(label(uuid, pod, namespaces), plane -> share(plane, uuid)));
    table.rule();
    if (planes.stream().noneMatch(plane -> plane.status() == Status.MEASURED)) {
      row("predicted", measured(m -> Cell.plain(model(m))));
    } else {
      fillMeasured();
    }
    if (planes.stream().anyMatch(PlaneReport::failing)) {
      row("failing calls", PlaneTable::failing);
    }
  }

  private void fillMeasured() {
    row("calls answered", measured(m -> Cell.plain(answered(m))));
    if (planes.stream().anyMatch(plane -> plane.measurement().window().warmUp().calls() > 0)) {
      row("warm-up, not counted", measured(m -> Cell.plain(warmUp(m.window().warmUp()))));
    }
    row("connections", measured(m -> Cell.plain(Integer.toString(m.window().connections()))));
    row("effective servers", measured(m -> Cell.plain(servers(m.counts().spread()))));
    row("latency p50, p99", measured(m -> Cell.plain(latency(m))));
    row("predicted", measured(m -> Cell.plain(model(m))));
    row("ledgers", measured(m -> ledgers(m.ledgers())));
    row("verdict", PlaneTable::verdict);
  }

  private void text(String label, Function<PlaneReport, String> cell) {
    row(label, plane -> Cell.plain(cell.apply(plane)));
  }

  private void row(String label, Function<PlaneReport, Cell> cell) {
    List<Cell> row = new ArrayList<>();
    row.add(Cell.plain(label));
    planes.forEach(plane -> row.add(cell.apply(plane)));
    table.row(row);
  }

  /** The pods of all planes, by name. */
  private Map<String, PodLabel> pods() {
    Map<String, PodLabel> byUuid = new TreeMap<>();
    planes.forEach(plane -> byUuid.putAll(plane.measurement().counts().pods()));
    return PodOrder.of(byUuid);
  }

  /** With its namespace where the pods are of several. */
  private static String label(String uuid, PodLabel pod, boolean namespaces) {
    String namespace = namespaces ? pod.namespace() + "/" : "";
    String version = pod.version().isEmpty() ? "" : " " + pod.version();
    String zone = pod.zone().isEmpty() ? "" : " " + pod.zone();
    String id = uuid.equals(pod.name()) ? "" : " " + uuid.substring(0, Math.min(8, uuid.length()));
    return namespace + pod.name() + version + zone + id;
  }

  private static String share(PlaneReport plane, String uuid) {
    Measurement m = plane.measurement();
    return switch (plane.status()) {
      case MEASURED -> {
        long count = m.counts().replies().getOrDefault(uuid, 0L);
        double percent = m.window().calls() == 0 ? 0 : 100.0 * count / m.window().calls();
        yield String.format(Locale.ROOT, "%d  %5.1f %%", count, percent);
      }
      case PREDICTED -> predicted(m, uuid);
      default -> NOTHING;
    };
  }

  private static String predicted(Measurement m, String uuid) {
    SortedMap<String, Double> shares = m.prediction() == null ? null : m.prediction().shares();
    return shares == null
        ? canAnswer(m, uuid) ? "perhaps" : NOTHING
        : String.format(Locale.ROOT, "%5.1f %%", 100 * shares.getOrDefault(uuid, 0.0));
  }

  private static boolean canAnswer(Measurement m, String uuid) {
    return m.prediction() != null && m.prediction().servers().contains(uuid);
  }

  private static Function<PlaneReport, Cell> measured(Function<Measurement, Cell> cell) {
    return plane ->
        plane.measurement().prediction() == null
            ? Cell.plain(NOTHING)
            : cell.apply(plane.measurement());
  }

  private static String answered(Measurement measurement) {
    long ok = measurement.counts().statuses().getOrDefault("OK", 0L);
    return measurement.window().calls() == 0 ? NOTHING : ok + " of " + measurement.window().calls();
  }

  private static String warmUp(Window.WarmUp warmUp) {
    return warmUp.calls() == 0
        ? NOTHING
        : String.format(Locale.ROOT, "%d in %.1f s", warmUp.calls(), warmUp.seconds());
  }

  private static String servers(Counts.Spread spread) {
    return String.format(Locale.ROOT, "%.2f", spread.effectiveServers());
  }

  /** Latencies are those of calls that were answered. */
  private static String latency(Measurement measurement) {
    Measurement.Percentiles latency = measurement.latency().fromIntended();
    return measurement.counts().replies().isEmpty()
        ? NOTHING
        : String.format(
            Locale.ROOT, "%.1f, %.1f ms", latency.p50() / 1000.0, latency.p99() / 1000.0);
  }

  private static String model(Measurement measurement) {
    return measurement.prediction() == null ? NOTHING : measurement.prediction().brief();
  }

  private static Cell ledgers(Measurement.LedgerReport ledgers) {
    return ledgers.gaps().isEmpty() ? Cell.plain("equal") : new Cell("DIFFER", Tone.BAD);
  }

  private static Cell failing(PlaneReport plane) {
    if (plane.measurement().prediction() == null) {
      return Cell.plain(NOTHING);
    }
    FailingCalls failing = plane.measurement().failing();
    if (failing == null) {
      return Cell.plain("none");
    }
    return new Cell(
        failing.calls() > 0
            ? Long.toString(failing.calls())
            : plane.measurement().prediction().servers().isEmpty() ? "all" : "some",
        plane.alarms() ? Tone.BAD : Tone.PLAIN);
  }

  private static Cell verdict(PlaneReport plane) {
    return plane.status() == Status.MEASURED
        ? verdict(plane.measurement().judgement().verdict())
        : new Cell(plane.status().label(), plane.status().tone());
  }

  static Cell verdict(Verdict.Outcome verdict) {
    return switch (verdict) {
      case AGREES -> new Cell(verdict.word(), Tone.GOOD);
      case DISAGREES -> new Cell(verdict.word().toUpperCase(Locale.ROOT), Tone.BAD);
      case UNKNOWN -> new Cell(verdict.word().toUpperCase(Locale.ROOT), Tone.DOUBTFUL);
    };
  }
}
