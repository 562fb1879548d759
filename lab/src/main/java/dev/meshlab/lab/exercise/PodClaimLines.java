package dev.meshlab.lab.exercise;

import dev.meshlab.lab.anatomy.PodClaim;
import dev.meshlab.lab.anatomy.PodClaimText;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lines of what is claimed of the containers of pods, read. */
final class PodClaimLines {

  private final List<Diagnostic> problems;

  PodClaimLines(List<Diagnostic> problems) {
    this.problems = problems;
  }

  Map<String, List<PodClaim>> read(Fields step) {
    Map<String, List<PodClaim>> byWorkload = new LinkedHashMap<>();
    Fields pods = step.below("pods");
    for (String workload : pods.names()) {
      List<PodClaim> claims = new ArrayList<>();
      for (String line : pods.strings(workload)) {
        Optional<PodClaim> claim = PodClaimText.parse(line);
        claim.ifPresentOrElse(claims::add, () -> problem(pods, workload, line));
      }
      byWorkload.put(workload, claims);
    }
    return byWorkload;
  }

  private void problem(Fields pods, String workload, String line) {
    problems.add(
        pods.diagnostic(
            DiagnosticId.BAD_USAGE,
            workload,
            "'%s' is not a claim on the containers of a pod".formatted(line),
            "write " + PodClaimText.FORMS));
  }
}
