package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;

/** The webhook's rules for an AuthorizationPolicy that leaves the decision to a provider. */
final class CustomActionRules {

  private static final List<String> SOURCES =
      List.of(
          "namespaces",
          "notNamespaces",
          "serviceAccounts",
          "notServiceAccounts",
          "trustDomains",
          "notTrustDomains",
          "principals",
          "notPrincipals",
          "requestPrincipals",
          "notRequestPrincipals");
  private static final Set<String> KEYS =
      Set.of("source.namespace", "source.serviceAccount", "source.trustDomain", "source.principal");
  private static final String HINT = "remove it, or use another action";

  private final Findings findings;

  CustomActionRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    List<Fields> rules = spec.children("rules");
    findings.errorIf(
        !rules.isEmpty() && spec.below("provider").string("name", "").isEmpty(),
        spec,
        "provider",
        "`provider.name` must not be empty",
        "name a provider of the mesh configuration");
    for (Fields rule : rules) {
      rule.children("from").forEach(from -> source(from.below("source")));
      rule.children("when").forEach(this::condition);
    }
  }

  private void source(Fields source) {
    for (String field : SOURCES) {
      String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
      String message = "From." + name + " is currently not supported with CUSTOM action";
      findings.errorIf(!source.strings(field).isEmpty(), source, field, message, HINT);
    }
  }

  private void condition(Fields when) {
    String key = when.string("key", "");
    findings.errorIf(
        KEYS.contains(key) || key.startsWith("request.auth."),
        when,
        "key",
        key + " is currently not supported with CUSTOM action",
        HINT);
  }
}
