package dev.meshlab.lab.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The report for a person: for each target one table of who answered on which plane, then a
 * sentence or two a plane; of several targets an overview last, where a terminal leaves off.
 */
public final class TextPrinter {

  private TextPrinter() {}

  /** The report as text, ending in a line feed. */
  public static String print(RunReport report) {
    StringBuilder text = new StringBuilder();
    report.warnings().forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    report.notes().forEach(note -> text.append("note: ").append(note).append('\n'));
    grouped(report.planes(), PlaneReport::target)
        .forEach(
            (target, planes) -> {
              text.append("\n%s: %s\n".formatted(target, load(report.asked())));
              grouped(planes, PlaneReport::request)
                  .forEach((request, same) -> text.append(request(request, target, same)));
            });
    text.append(deviations(report.deviations()));
    text.append(Overview.of(report.planes()));
    text.append(summary(report));
    return text.toString();
  }

  private static String deviations(List<RunReport.Deviation> deviations) {
    if (deviations.isEmpty()) {
      return "";
    }
    return deviations.stream()
        .map(deviation -> deviation.field() + " (" + deviation.lab() + ")")
        .collect(
            Collectors.joining(
                ", ", "  lab        not as Istio sends it: ", "; -o json says why\n"));
  }

  private static <K> Map<K, List<PlaneReport>> grouped(
      List<PlaneReport> planes, Function<PlaneReport, K> key) {
    return planes.stream()
        .collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
  }

  private static String request(RequestLine request, String target, List<PlaneReport> planes) {
    String route = request.route().isEmpty() ? "" : "\n  " + request.sentence(target) + "\n";
    return "%s\n%s\n%s".formatted(route, PlaneTable.of(planes), PlaneSentences.of(planes));
  }

  private static String load(Map<String, Object> asked) {
    return asked.entrySet().stream()
        .map(option -> option.getKey() + " " + option.getValue())
        .collect(Collectors.joining(", "));
  }

  private static String summary(RunReport report) {
    String word =
        report.interrupted()
            ? "interrupted"
            : report.asExpected() ? "as expected" : "NOT as expected";
    return String.format(Locale.ROOT, "%n%s, in %.1f s%n", word, report.seconds());
  }
}
