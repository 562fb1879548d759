package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;

/** The webhook's rules for the object that a rule of Istio's is attached to by name. */
final class TargetReferenceRules {

  private final Findings findings;

  TargetReferenceRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields target) {
    GrpcFieldRules fields = new GrpcFieldRules(findings);
    fields.reference(target);
    fields.required(target, "kind");
    findings.errorIf(
        !target.string("namespace", "").isEmpty(),
        target,
        "namespace",
        "cross namespace referencing is not currently supported",
        "remove it");
  }
}
