package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.FailureReport;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import java.util.List;

/** The report of a command that refused to go on. */
final class Refusal {

  private Refusal() {}

  static FailureReport document(int exitCode, List<Diagnostic> problems) {
    return new FailureReport(exitCode, problems.stream().map(Refusal::written).toList());
  }

  private static FailureReport.Failure written(Diagnostic problem) {
    return new FailureReport.Failure(
        problem.file(), problem.line(), problem.path(), problem.sentence(), problem.fix());
  }
}
