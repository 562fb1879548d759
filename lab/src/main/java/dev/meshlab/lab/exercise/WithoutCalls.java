package dev.meshlab.lab.exercise;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** The rules for the steps that make no calls: they look at pods, or ask what a cluster refuses. */
final class WithoutCalls {

  private static final String PODS = "pods";
  private static final String REFUSED = "refused";

  /** The fields that have no meaning where no calls are made. */
  private static final List<String> OF_CALLS = List.of("call", "changes", "expect", "unpredicted");

  /** The fields that have no meaning where nothing is applied. */
  private static final List<String> OF_CLUSTERS = List.of(PODS, "replicas", "zones");

  private final List<Diagnostic> problems;

  WithoutCalls(List<Diagnostic> problems) {
    this.problems = problems;
  }

  void check(Fields step) {
    if (step.has(REFUSED)) {
      refused(step);
    } else if (step.has(PODS)) {
      pods(step);
    }
  }

  private void refused(Fields step) {
    if (step.string(REFUSED, "").isBlank()) {
      problem(step, REFUSED, "gives no reason", "write words that are part of it");
    }
    if (step.strings("manifests").isEmpty()) {
      problem(
          step, REFUSED, "the step has no manifests", "write those that a cluster is to refuse");
    }
    without(OF_CALLS, step, "a step that has refused makes no calls");
    without(OF_CLUSTERS, step, "a step that has refused applies nothing");
  }

  private void pods(Fields step) {
    if (step.below(PODS).names().isEmpty()) {
      problem(step, PODS, "names no workload", "write for example server: [ready 2/2]");
    }
    without(OF_CALLS, step, "a step that has pods makes no calls");
  }

  private void without(List<String> fields, Fields step, String because) {
    fields.stream()
        .filter(step::has)
        .forEach(field -> problem(step, field, because, "write it in a step of its own"));
  }

  private void problem(Fields fields, String field, String message, String fix) {
    problems.add(fields.diagnostic(DiagnosticId.BAD_USAGE, field, message, fix));
  }
}
