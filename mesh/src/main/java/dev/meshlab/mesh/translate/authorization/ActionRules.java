package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.security.AuthorizationPolicy;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of one filter.
 *
 * @param enforced empty when there are dry runs only
 * @param shadow those of dry runs; empty when there are none
 * @param isCustom whether they are of the action CUSTOM
 */
record ActionRules(Optional<RBAC> enforced, Optional<RBAC> shadow, boolean isCustom) {

  /** A policy without rules fits no call; without it Envoy would see no policy at all. */
  private static final Policy NEVER =
      Policy.newBuilder()
          .addPermissions(Combination.OF_PERMISSIONS.not().apply(Combination.OF_PERMISSIONS.any()))
          .addPrincipals(Combination.OF_PRINCIPALS.not().apply(Combination.OF_PRINCIPALS.any()))
          .build();

  /** Those of policies with one action other than CUSTOM. */
  static ActionRules of(
      List<AuthorizationPolicy> policies, RuleTranslation translation, RBAC.Action action) {
    return new ActionRules(
        rbac(policies.stream().filter(p -> !p.isDryRun()).toList(), translation, action),
        rbac(policies.stream().filter(AuthorizationPolicy::isDryRun).toList(), translation, action),
        false);
  }

  private static Optional<RBAC> rbac(
      List<AuthorizationPolicy> policies, RuleTranslation translation, RBAC.Action action) {
    if (policies.isEmpty()) {
      return Optional.empty();
    }
    RBAC.Builder rbac = RBAC.newBuilder().setAction(action);
    policies.forEach(policy -> rbac.putAllPolicies(named(policy, translation)));
    return Optional.of(rbac.build());
  }

  /** The rules of a policy by their names; a rule that the translation drops is not among them. */
  static Map<String, Policy> named(AuthorizationPolicy policy, RuleTranslation translation) {
    List<Fields> rules = policy.rules();
    Map<String, Policy> named = new LinkedHashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      String name = name(policy, i);
      translation
          .policy(rules.get(i), policy.namespace())
          .ifPresent(translated -> named.put(name, translated));
    }
    if (rules.isEmpty()) {
      named.put(name(policy, 0), NEVER);
    }
    return named;
  }

  private static String name(AuthorizationPolicy policy, int rule) {
    return "ns[" + policy.namespace() + "]-policy[" + policy.name() + "]-rule[" + rule + "]";
  }
}
