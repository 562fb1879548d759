package dev.meshlab.mesh.manifest;

import com.google.re2j.Pattern;
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

  private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
  private static final Pattern SERVICE = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final int LONGEST_LABEL = 63;
  private static final int LONGEST_NAME = 253;

  private final Findings findings;

  MetadataRules(Findings findings) {
    this.findings = findings;
  }

  /** What a name may be made of (k8s.io/apimachinery, pkg/util/validation). */
  void names(Fields metadata, String kind) {
    switch (kind) {
      case "Service" -> name(metadata, "name", SERVICE, LONGEST_LABEL);
      case "Namespace" -> name(metadata, "name", DNS_LABEL, LONGEST_LABEL);
      default -> name(metadata, "name", SUBDOMAIN, LONGEST_NAME);
    }
    name(metadata, "namespace", DNS_LABEL, LONGEST_LABEL);
  }

  private void name(Fields metadata, String field, Pattern pattern, int longest) {
    String name = metadata.string(field, "");
    boolean empty = name.isEmpty() && (field.equals("namespace") || metadata.has("generateName"));
    boolean missing = !metadata.has(field); // which is told elsewhere
    findings.errorIf(
        !empty && !missing && (name.length() > longest || !pattern.matches(name)),
        metadata,
        field,
        "must consist of lower case letters, digits and '-', " + longest + " at most",
        "write it like my-name");
  }

  void check(Fields metadata) {
    Fields annotations = metadata.below("annotations");
    for (String name : annotations.names()) {
      String message = "\"" + name + "\" annotation found, this may not be set by users";
      findings.errorIf(REFUSED.contains(name), annotations, name, message, "remove it");
    }
  }
}
