package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import dev.meshlab.mesh.model.security.AuthorizationPolicy.Action;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rules of the action CUSTOM, one filter for each provider. Each denies what its rules fit,
 * which is what istiod does when it finds no such provider, or more than one for a workload.
 *
 * <p>With a provider that the mesh configuration has, istiod would let Envoy ask that provider's
 * service. The lab plays no such service.
 */
final class CustomRules {

  private static final String NOT_PLAYED =
      "the lab plays no extension provider: it denies what the rules fit, as Istio does when the"
          + " mesh configuration lacks the provider";

  private CustomRules() {}

  static List<ActionRules> of(
      List<AuthorizationPolicy> policies, TrustDomains domains, Layer layer) {
    RuleTranslation translation = new RuleTranslation(domains, layer, Action.CUSTOM);
    return policies.stream()
        .filter(policy -> policy.action() == Action.CUSTOM)
        .collect(
            Collectors.groupingBy(AuthorizationPolicy::provider, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(ofProvider -> denied(ofProvider, translation))
        .toList();
  }

  private static ActionRules denied(
      List<AuthorizationPolicy> ofProvider, RuleTranslation translation) {
    RBAC.Builder rbac = RBAC.newBuilder().setAction(RBAC.Action.DENY);
    for (AuthorizationPolicy policy : ofProvider) {
      policy.spec().below("provider").approximated("name", NOT_PLAYED);
      ActionRules.named(policy, translation)
          .forEach((name, rule) -> rbac.putPolicies(name(policy.provider(), name), rule));
    }
    return new ActionRules(Optional.of(rbac.build()), Optional.empty(), true);
  }

  private static String name(String provider, String rule) {
    String prefix = provider.isEmpty() ? "" : provider + "-";
    return "istio-ext-authz-" + prefix + rule + "-deny-due-to-bad-CUSTOM-action";
  }
}
