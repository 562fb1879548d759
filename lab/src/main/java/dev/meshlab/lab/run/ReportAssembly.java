package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.report.Status;
import dev.meshlab.mesh.adapt.Deviation;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.plane.Plane;
import dev.meshlab.program.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The assembly of a report, which begins with the run. */
final class ReportAssembly {

  private final Instant startedAt = Instant.now();
  private final long began = System.nanoTime();

  RunReport of(
      Plan plan,
      List<PlaneReport> reports,
      List<String> remarks,
      Unhonoured unhonoured,
      Collection<Deviation> deviations,
      boolean interrupted) {
    List<Diagnostic> advice = plan.advice();
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        Version.current(),
        startedAt,
        (System.nanoTime() - began) / 1e9,
        interrupted,
        AskedLoad.of(plan.load()),
        plan.caller(),
        compared(plan, reports),
        new RunReport.Remarks(
            Warnings.of(plan, advice, unhonoured),
            advice.stream().map(ReportAssembly::written).toList(),
            notes(plan, remarks),
            deviations.stream().map(ReportAssembly::written).toList()));
  }

  /**
   * The reports, with those marked that only show how others fare. Where nothing is known of the
   * caller's own way to a target, the others stand for it.
   */
  private static List<PlaneReport> compared(Plan plan, List<PlaneReport> reports) {
    Set<String> known =
        reports.stream()
            .filter(report -> report.status() != Status.LEFT_OUT)
            .filter(report -> Plane.of(report.plane()).filter(plan::isTheCallers).isPresent())
            .map(PlaneReport::target)
            .collect(Collectors.toSet());
    return reports.stream()
        .map(report -> isForComparison(plan, report, known) ? report.forComparisonOnly() : report)
        .toList();
  }

  private static boolean isForComparison(Plan plan, PlaneReport report, Set<String> known) {
    return known.contains(report.target())
        && Plane.of(report.plane()).filter(plan::isForComparison).isPresent();
  }

  private static List<String> notes(Plan plan, List<String> remarks) {
    OtherCallers others = new OtherCallers(plan.manifests(), plan.load(), plan.settings());
    return Stream.of(plan.notes(), others.notes(plan), remarks).flatMap(List::stream).toList();
  }

  private static RunReport.Advised written(Diagnostic advice) {
    return new RunReport.Advised(
        advice.id().toString(),
        advice.position().file(),
        advice.position().line(),
        advice.path(),
        advice.sentence());
  }

  private static RunReport.Deviation written(Deviation deviation) {
    return new RunReport.Deviation(
        deviation.field(), deviation.istio(), deviation.lab(), deviation.reason());
  }
}
