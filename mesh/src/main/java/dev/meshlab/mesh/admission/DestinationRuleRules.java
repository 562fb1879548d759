package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.HashSet;
import java.util.Set;

/** The webhook's rules for a DestinationRule. */
final class DestinationRuleRules {

  private final Findings findings;
  private final TrafficPolicyRules policies;
  private final LabelRules labels;

  DestinationRuleRules(Findings findings) {
    this.findings = findings;
    this.policies = new TrafficPolicyRules(findings);
    this.labels = new LabelRules(findings);
  }

  void check(Fields spec, String namespace) {
    spec.string("host").ifPresent(host -> host(spec, host));
    spec.child("trafficPolicy").ifPresent(policies::check);
    Set<String> names = new HashSet<>();
    for (Fields subset : spec.children("subsets")) {
      subset(subset, names);
    }
    new ExportToRules(findings, namespace).check(spec, spec.has("workloadSelector"));
    labels.checkSelector(spec.below("workloadSelector").below("matchLabels"));
  }

  private void host(Fields spec, String host) {
    String hint = "write the Service's name, as server or server.shop.svc.cluster.local";
    findings.refuse(spec, "host", host, DnsNames.wildcard(host), hint);
  }

  private void subset(Fields subset, Set<String> names) {
    String name = subset.string("name", "");
    subsetName(findings, subset, "name", name);
    if (!names.add(name)) {
      findings.error(
          subset, "name", "subset \"" + name + "\" is given twice", "rename one of them");
    }
    labels.check(subset.below("labels"));
    subset.child("trafficPolicy").ifPresent(policies::check);
  }

  /** The name of a subset, where it is defined and where a route names it. */
  static void subsetName(Findings findings, Fields fields, String field, String name) {
    if (fields.has(field) && !DnsNames.isLabel(name)) {
      String message =
          name.isEmpty() ? "subset name cannot be empty" : "subset name is invalid: " + name;
      findings.error(fields, field, message, "write letters, digits and '-', 63 at most");
    }
  }
}
