package dev.meshlab.mesh.manifest;

import java.util.Set;

/** What neither Kubernetes nor Istio takes in the metadata of an object. */
final class MetadataRules {

  /** Annotations for Istio's own use, and one that asks to be refused (validateMetadata). */
  private static final Set<String> REFUSED =
      Set.of(
          "istio.io/dry-run",
          "internal.istio.io/webhook-always-reject",
          "internal.istio.io/parents-namespace",
          "internal.istio.io/parents");

  private final Findings findings;

  MetadataRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields metadata) {
    Fields annotations = metadata.below("annotations");
    for (String name : annotations.names()) {
      String message = "\"" + name + "\" annotation found, this may not be set by users";
      findings.errorIf(REFUSED.contains(name), annotations, name, message, "remove it");
    }
  }
}
