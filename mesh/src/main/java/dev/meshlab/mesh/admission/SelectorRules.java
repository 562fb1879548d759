package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.Optional;

/** Labels, and selectors that ask for labels, as the API server takes them. */
final class SelectorRules {

  private static final String HINT = "write letters, digits, '-', '_' and '.'";

  private final Findings findings;

  SelectorRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields labels) {
    for (String key : labels.names()) {
      Optional<String> fault =
          KubernetesNames.labelKey(key)
              .or(() -> labels.string(key).flatMap(KubernetesNames::labelValue));
      fault.ifPresent(message -> findings.error(labels, key, message, HINT));
    }
  }
}
