package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;

/**
 * The rules of the CRD and the webhook for an AuthorizationPolicy (ValidateAuthorizationPolicy).
 */
final class AuthorizationPolicyRules {

  /** The texts that Go's strconv.ParseBool takes. */
  private static final Pattern BOOLEAN =
      Pattern.compile("[01tTfF]|true|True|TRUE|false|False|FALSE");

  private static final Set<String> DRY = Set.of("ALLOW", "DENY");
  private static final int MOST = 512;

  private final Findings findings;

  AuthorizationPolicyRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields metadata, Fields spec) {
    String action = spec.string("action", "ALLOW");
    new PolicyTargetRules(findings).check(spec);
    dryRun(metadata.below("annotations"), action);
    List<Fields> rules = spec.children("rules");
    if (rules.isEmpty() && (action.equals("CUSTOM") || action.equals("DENY"))) {
      String message =
          action + " action without `rules` is meaningless as it will never be triggered";
      findings.error(
          spec, "rules", message, "add an empty rule {} to trigger it for every request");
    }
    if (action.equals("CUSTOM")) {
      new CustomActionRules(findings).check(spec);
    } else if (spec.has("provider")) {
      String message = "`provider` must not be with non CUSTOM action, found " + action;
      findings.error(spec, "provider", message, "remove it, or write action: CUSTOM");
    }
    findings.atMost(MOST, spec, "rules");
    rules.forEach(this::rule);
  }

  private void dryRun(Fields annotations, String action) {
    String name = MetadataRules.DRY_RUN;
    if (!annotations.has(name)) {
      return;
    }
    String value = annotations.string(name, "");
    if (!DRY.contains(action)) {
      String message =
          "the annotation %s currently only supports action ALLOW/DENY, found action %s"
              .formatted(name, action);
      findings.error(annotations, name, message, "remove the annotation");
    } else if (!BOOLEAN.matches(value)) {
      String message = "annotation %s with invalid value (%s)".formatted(name, value);
      findings.error(annotations, name, message, "write \"true\", or remove it");
    }
  }

  private void rule(Fields rule) {
    findings.atMost(MOST, rule, "from");
    for (Fields from : rule.children("from")) {
      if (from.has("source")) {
        new AuthorizationSourceRules(findings).check(from.below("source"));
      } else {
        findings.error(from, "`from.source` must not be nil", "add source: {…}");
      }
    }
    for (Fields to : rule.children("to")) {
      if (to.has("operation")) {
        operation(to.below("operation"));
      } else {
        findings.error(to, "`to.operation` must not be nil", "add operation: {…}");
      }
    }
    rule.children("when").forEach(new AuthorizationConditionRules(findings)::check);
  }

  private void operation(Fields operation) {
    AuthorizationLists lists = new AuthorizationLists(findings, operation);
    lists.notAllEmpty("`to.operation` must not be empty", "name paths, methods, hosts or ports");
    lists.each("hosts", AuthorizationValues::notEmpty);
    lists.each("methods", AuthorizationValues::notEmpty);
    lists.each("paths", AuthorizationValues::path);
    lists.each("ports", AuthorizationValues::port);
  }
}
