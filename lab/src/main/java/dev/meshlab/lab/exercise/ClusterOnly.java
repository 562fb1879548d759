package dev.meshlab.lab.exercise;

import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** The rules for calls that are made in a cluster alone: those through a forwarded port. */
final class ClusterOnly {

  /** The fields that have no meaning for calls that this machine makes, past the mesh. */
  private static final List<String> OF_PROXIES =
      List.of("from", "envoyWorkers", "oneSidecar", "accessLog");

  private final List<Diagnostic> problems;

  ClusterOnly(List<Diagnostic> problems) {
    this.problems = problems;
  }

  void check(Fields step) {
    Fields call = step.below("call");
    if (call.has("through")) {
      forwarded(step, call);
    }
  }

  private void forwarded(Fields step, Fields call) {
    Fields expect = step.below("expect");
    expect.names().stream()
        .filter(name -> Plane.of(name).isPresent())
        .forEach(
            name ->
                problem(
                    expect,
                    name,
                    "a forwarded port is one of a cluster",
                    "expect something of kubernetes alone"));
    if (step.has("changes")) {
      problem(
          step,
          "changes",
          "nothing changes while a port is forwarded",
          "leave out the changes, or through: port-forward");
    }
    OF_PROXIES.stream()
        .filter(call::has)
        .forEach(
            field ->
                problem(
                    call,
                    field,
                    "this machine makes the calls, past all proxies",
                    "leave it out, or through: port-forward"));
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(fields.diagnostic(DiagnosticId.BAD_USAGE, field, message, fix));
  }
}
