package dev.meshlab.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report for a person: for each target one table of who answered on which plane, then a
 * sentence or two a plane; of several targets an overview at the end, where a terminal stands
 * still.
 */
public final class TextPrinter {

  private final RunReport report;
  private final Page page;
  private final StringBuilder text = new StringBuilder();

  private TextPrinter(RunReport report, Page page) {
    this.report = report;
    this.page = page;
  }

  /** The report as text, ending in a line feed. Warnings and notes are not part of it. */
  public static String print(RunReport report, Page page) {
    TextPrinter printer = new TextPrinter(report, page);
    printer.all();
    return printer.text.toString();
  }

  private void all() {
    text.append(page.paragraph(Tone.PLAIN, "caller: ", report.caller().sentence()));
    report
        .otherCallers()
        .forEach(other -> text.append(page.paragraph(Tone.PLAIN, "also:   ", other.sentence())));
    grouped(report.planes(), PlaneReport::target).forEach(this::target);
    deviations();
    text.append(Overview.of(report.planes(), page));
    text.append('\n');
    Conclusion conclusion = report.conclusion();
    page.paragraph(0, conclusion.sentence())
        .lines()
        .forEach(line -> text.append(page.painted(conclusion.tone(), line)).append('\n'));
  }

  private void target(String target, List<PlaneReport> planes) {
    text.append('\n');
    text.append(page.painted(Tone.TITLE, target)).append('\n');
    text.append(page.paragraph(2, load(report.asked())));
    grouped(planes, PlaneReport::request)
        .forEach(
            (request, same) -> {
              text.append('\n');
              if (!request.isPlain(metadata())) {
                text.append(page.paragraph(2, request.sentence(target))).append('\n');
              }
              if (PlaneTable.isOf(same)) {
                text.append(PlaneTable.of(same, page)).append('\n');
              }
              text.append(PlaneSentences.of(same, page));
            });
  }

  private List<String> metadata() {
    return report.asked().get("metadata") instanceof List<?> entries
        ? entries.stream().map(String::valueOf).toList()
        : List.of();
  }

  private void deviations() {
    int count = report.remarks().deviations().size();
    if (count > 0) {
      text.append(
          page.paragraph(
              Tone.PLAIN,
              "  %-10s ".formatted("lab"),
              "fields that differ from what Istio sends: "
                  + count
                  + "; -o json says which, and why"));
    }
  }

  private static <K> Map<K, List<PlaneReport>> grouped(
      List<PlaneReport> planes, Function<PlaneReport, K> key) {
    return planes.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static String load(Map<String, Object> asked) {
    return asked.entrySet().stream()
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(", "));
  }
}
