package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as JUnit XML, so that a CI server shows a plane as a test case. */
public final class JUnitPrinter {

  private static final String NAME = "meshlab run";

  private JUnitPrinter() {}

  /**
   * A test suite for each target; a plane that disagrees, or where calls of the caller fail or
   * would fail, is a failure, one that broke an error, one left out or only predicted is skipped.
   */
  public static String print(RunReport report) {
    Map<String, List<PlaneReport>> byTarget =
        report.planes().stream()
            .collect(
                Collectors.groupingBy(
                    PlaneReport::target, LinkedHashMap::new, Collectors.toList()));
    List<JUnitSuite> suites = new ArrayList<>();
    byTarget.forEach((target, planes) -> suites.add(suite(target, planes)));
    return new JUnitXml(NAME, report.startedAt(), report.seconds()).print(suites);
  }

  /** A test case for each problem. */
  public static String print(FailureReport failure) {
    List<JUnitCase> cases =
        failure.problems().stream()
            .map(
                problem ->
                    new JUnitCase(
                            problem.place(), problem.path().isEmpty() ? "input" : problem.path())
                        .at(problem.file(), problem.line())
                        .ended(JUnitCase.Result.ERROR, problem.message(), problem.hint()))
            .toList();
    return new JUnitXml(NAME, null, 0).print(List.of(new JUnitSuite("input", 0, cases)));
  }

  private static JUnitSuite suite(String target, List<PlaneReport> planes) {
    double seconds =
        planes.stream().mapToDouble(plane -> plane.measurement().window().seconds()).sum();
    return new JUnitSuite(target, seconds, planes.stream().map(JUnitPrinter::testCase).toList());
  }

  private static JUnitCase testCase(PlaneReport plane) {
    String route = plane.request().route();
    String caller = plane.request().caller();
    String name =
        plane.plane()
            + (route.isEmpty() ? "" : ", route " + route)
            + (caller.isEmpty() ? "" : ", from " + caller);
    JUnitCase one =
        new JUnitCase(plane.target(), name)
            .took(plane.measurement().window().seconds())
            .with(properties(plane))
            .printed(output(plane.measurement()));
    JUnitCase.Result result = result(plane);
    return result == JUnitCase.Result.PASSED
        ? one
        : one.ended(result, message(plane), details(plane.measurement()));
  }

  private static JUnitCase.Result result(PlaneReport plane) {
    return switch (plane.status()) {
      case LEFT_OUT -> JUnitCase.Result.SKIPPED;
      case PREDICTED -> plane.alarms() ? JUnitCase.Result.FAILURE : JUnitCase.Result.SKIPPED;
      case FAILED, UNKNOWN -> JUnitCase.Result.ERROR;
      case MEASURED -> {
        if (!plane.agrees()) {
          yield plane.measurement().judgement().verdict() == Verdict.Outcome.UNKNOWN
              ? JUnitCase.Result.ERROR
              : JUnitCase.Result.FAILURE;
        }
        yield plane.alarms() ? JUnitCase.Result.FAILURE : JUnitCase.Result.PASSED;
      }
    };
  }

  private static String message(PlaneReport plane) {
    Measurement measured = plane.measurement();
    if (plane.reason() != null) {
      return plane.reason();
    }
    if (plane.status() == Status.PREDICTED) {
      return measured.failing() == null
          ? "predicted, not measured"
          : "calls would fail: " + measured.failing().reason();
    }
    return measured.judgement().findings().stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .findFirst()
        .or(() -> measured.ledgers().gaps().stream().findFirst())
        .orElseGet(
            () ->
                measured.failing() == null
                    ? ""
                    : "%d calls fail: %s"
                        .formatted(measured.failing().calls(), measured.failing().reason()));
  }

  private static String word(Finding finding, Measurement.Judgement judgement) {
    if (finding.holds()) {
      return "holds";
    }
    return judgement.verdict() == Verdict.Outcome.UNKNOWN ? "unknown" : "does not hold";
  }

  private static String details(Measurement measured) {
    List<String> lines = new ArrayList<>();
    measured
        .judgement()
        .findings()
        .forEach(f -> lines.add(word(f, measured.judgement()) + ": " + f.text()));
    measured.ledgers().gaps().forEach(gap -> lines.add("ledgers: " + gap));
    measured.counts().errors().forEach((status, text) -> lines.add(status + ": " + text));
    return String.join("\n", lines);
  }

  private static Map<String, String> properties(PlaneReport plane) {
    Measurement measured = plane.measurement();
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("plane", plane.plane());
    properties.put("status", plane.status().word());
    properties.put("method", plane.request().method());
    plane.request().metadata().forEach(entry -> properties.putAll(metadata(entry)));
    if (plane.status() == Status.MEASURED) {
      properties.put("verdict", measured.judgement().verdict().word());
      properties.put("calls", Long.toString(measured.window().calls()));
      measured
          .counts()
          .statuses()
          .forEach((status, n) -> properties.put("status." + status, "" + n));
      PodOrder.of(measured.counts().pods())
          .forEach(
              (uuid, pod) ->
                  properties.put(
                      "replies." + pod.namespace() + "/" + pod.name(),
                      "" + measured.counts().replies().getOrDefault(uuid, 0L)));
    }
    if (measured.prediction() != null) {
      properties.put("model", measured.prediction().model());
    }
    return properties;
  }

  /** An entry of the form KEY=VALUE. */
  private static Map<String, String> metadata(String entry) {
    int end = entry.indexOf('=');
    return Map.of("metadata." + entry.substring(0, end), entry.substring(end + 1));
  }

  /** The text that a CI server shows for a case that passed. */
  private static String output(Measurement measured) {
    Measurement.Predicted prediction = measured.prediction();
    if (prediction == null) {
      return "";
    }
    List<String> lines = new ArrayList<>();
    lines.add("predicted: " + prediction.sentence());
    measured.judgement().findings().forEach(finding -> lines.add("measured: " + finding.text()));
    PodOrder.of(measured.counts().pods())
        .forEach(
            (uuid, pod) ->
                lines.add(label(pod) + ": " + measured.counts().replies().getOrDefault(uuid, 0L)));
    return String.join("\n", lines);
  }

  private static String label(PodLabel pod) {
    String version = pod.version().isEmpty() ? "" : " " + pod.version();
    String zone = pod.zone().isEmpty() ? "" : " " + pod.zone();
    return String.format(Locale.ROOT, "%s%s%s", pod.name(), version, zone);
  }
}
