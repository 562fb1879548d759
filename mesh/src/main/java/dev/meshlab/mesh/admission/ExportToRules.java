package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** {@code exportTo}: which namespaces see a rule (validateExportTo). */
final class ExportToRules {

  private static final String FIELD = "exportTo";

  private final Findings findings;
  private final String namespace;

  ExportToRules(Findings findings, String namespace) {
    this.findings = findings;
    this.namespace = namespace;
  }

  /**
   * @param selects whether the rule is for some workloads only
   */
  void check(Fields spec, boolean selects) {
    List<String> entries = spec.strings(FIELD);
    Set<String> namespaces = new LinkedHashSet<>();
    for (String entry : entries) {
      String meant = entry.equals(".") ? namespace : entry;
      if (entry.equals("~")) {
        String message = "exportTo ~ (none) is not allowed for Istio configuration objects";
        findings.error(spec, FIELD, entry, message, "write \".\" for this namespace alone");
      } else if (!meant.equals("*") && !DnsNames.isLabel(meant)) {
        String message = "only .,*, or a valid DNS 1123 label is allowed as exportTo entry";
        findings.error(spec, FIELD, entry, message, "name a namespace");
      } else if (!namespaces.add(meant)) {
        String message = "duplicate entries in exportTo for entry " + entry;
        findings.error(spec, FIELD, entry, message, "keep one of them");
      }
    }
    findings.errorIf(
        namespaces.contains("*") && entries.size() > 1,
        spec,
        FIELD,
        "cannot have both public (*) and non-public exportTo values for a resource",
        "write [\"*\"] alone");
    findings.errorIf(
        selects && !namespaces.isEmpty() && !namespaces.equals(Set.of(namespace)),
        spec,
        FIELD,
        "destination rule with workload selector cannot have exportTo beyond current namespace",
        "write [\".\"]");
  }
}
