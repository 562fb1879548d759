package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.program.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The assembly of a report, which begins with the run. */
final class ReportAssembly {

  private final Instant startedAt = Instant.now();
  private final long began = System.nanoTime();

  RunReport of(
      Plan plan,
      OtherCallers others,
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
        others.all().stream().map(OtherCaller::report).toList(),
        new LeastPrivilege(plan).settled(reports),
        new RunReport.Remarks(
            Warnings.of(plan, advice, unhonoured),
            advice.stream().map(ReportAssembly::written).toList(),
            notes(plan, others, remarks),
            deviations.stream().map(ReportAssembly::written).toList()));
  }

  private static List<String> notes(Plan plan, OtherCallers others, List<String> remarks) {
    return Stream.of(plan.notes(), others.notes(), remarks).flatMap(List::stream).toList();
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
