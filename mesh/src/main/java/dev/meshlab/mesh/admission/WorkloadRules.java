package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import java.util.Locale;
import java.util.Map;

/**
 * The rules of the API server for a Deployment, StatefulSet, DaemonSet or ReplicaSet (kubernetes,
 * pkg/apis/apps/validation).
 */
final class WorkloadRules {

  private final Findings findings;

  WorkloadRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec, String kind) {
    Fields template = spec.below("template");
    Fields labels = template.below("metadata").below("labels");
    new SelectorRules(findings).check(labels);
    selector(spec, template, kind);
    new PodRules(findings).check(template.below("spec"));
  }

  private void selector(Fields spec, Fields template, String kind) {
    if (!spec.has("selector")) {
      String hint = "selector: {matchLabels: …}, with labels of the template";
      findings.error(spec, "selector", "Required value", hint);
      return;
    }
    Fields selector = spec.below("selector");
    Map<String, String> wanted = selector.stringMap("matchLabels");
    new SelectorRules(findings).check(selector.below("matchLabels"));
    if (wanted.isEmpty() && selector.children("matchExpressions").isEmpty()) {
      String message = "empty selector is invalid for " + kind.toLowerCase(Locale.ROOT);
      findings.error(spec, "selector", message, "name labels of the template");
    }
    Map<String, String> labels = template.below("metadata").stringMap("labels");
    if (!Labels.satisfy(wanted, labels)) {
      String message = "`selector` does not match template `labels`";
      findings.error(selector, "matchLabels", message, "give the template these labels: " + wanted);
    }
  }
}
