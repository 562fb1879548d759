package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Errors that Kubernetes and Istio find in the metadata of an object. */
final class MetadataRules {

  static final String DRY_RUN = "istio.io/dry-run";

  /** Annotations for Istio's own use, and one that asks to be refused (validateMetadata). */
  private static final Set<String> REFUSED =
      Set.of(
          DRY_RUN,
          "internal.istio.io/webhook-always-reject",
          "internal.istio.io/parents-namespace",
          "internal.istio.io/parents");

  private final Findings findings;

  MetadataRules(Findings findings) {
    this.findings = findings;
  }

  /** The names and labels of any object. */
  void check(Fields metadata, String kind) {
    switch (kind) {
      case "Service" -> name(metadata, "name", KubernetesNames::serviceName);
      case "Namespace" -> name(metadata, "name", KubernetesNames::label);
      default -> name(metadata, "name", KubernetesNames::subdomain);
    }
    name(metadata, "namespace", KubernetesNames::label);
    new SelectorRules(findings).check(metadata.below("labels"));
  }

  private void name(Fields metadata, String field, Function<String, Optional<String>> fault) {
    String name = metadata.string(field, "");
    boolean empty = name.isEmpty() && (field.equals("namespace") || metadata.has("generateName"));
    boolean missing = !metadata.has(field); // which another rule reports
    if (!empty && !missing) {
      fault
          .apply(name)
          .ifPresent(message -> findings.error(metadata, field, message, "write it like my-name"));
    }
  }

  /** The annotations of Istio's objects; a dry run is for an AuthorizationPolicy alone. */
  void annotations(Fields metadata, String kind) {
    Fields annotations = metadata.below("annotations");
    for (String name : annotations.names()) {
      String message = "\"" + name + "\" annotation found, this may not be set by users";
      boolean allowed = name.equals(DRY_RUN) && kind.equals("AuthorizationPolicy");
      findings.errorIf(REFUSED.contains(name) && !allowed, annotations, name, message, "remove it");
    }
  }
}
