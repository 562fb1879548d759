package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.FailureReport;
import dev.meshlab.mesh.manifest.Problem;
import java.util.List;

/** The report of a command that refused to go on. */
final class Refusal {

  private Refusal() {}

  static FailureReport document(int exitCode, List<Problem> problems) {
    return new FailureReport(exitCode, problems.stream().map(Refusal::written).toList());
  }

  private static FailureReport.Failure written(Problem problem) {
    String value = problem.value();
    String message =
        value == null || value.isEmpty()
            ? problem.message()
            : problem.message() + " (" + value + ")";
    return new FailureReport.Failure(
        problem.file(), problem.line(), problem.path(), message, problem.hint());
  }
}
