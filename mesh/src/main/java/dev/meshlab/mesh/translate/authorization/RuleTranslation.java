package dev.meshlab.mesh.translate.authorization;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.security.AuthorizationPolicy.Action;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One rule to Envoy's policy (istio/istio, authz/model/model.go). */
record RuleTranslation(TrustDomains domains, Layer layer, Action action) {

  /**
   * Empty when the rule asks for an attribute that does not exist. A condition that the layer
   * cannot judge drops a rule of ALLOW, and is left out of all others: so that less is let through,
   * and never more.
   *
   * @param namespace the policy's own, for service accounts without one
   */
  Optional<Policy> policy(Fields rule, String namespace) {
    List<Fields> when = rule.children("when");
    Sources sources = new Sources(domains, namespace, rule.children("from").size());
    List<Condition<Permission>> ofCallee = new ArrayList<>();
    List<Condition<Principal>> ofCaller = new ArrayList<>();
    for (Fields condition : when) {
      String key = condition.string("key", "");
      Optional<Attribute<Permission>> permission = Operations.attribute(key);
      Optional<Attribute<Principal>> principal = sources.attribute(key);
      if (permission.isEmpty() && principal.isEmpty()) {
        return Optional.empty();
      }
      permission.ifPresent(attribute -> ofCallee.add(when(attribute, condition)));
      principal.ifPresent(attribute -> ofCaller.add(when(attribute, condition)));
    }
    return policy(
        alternatives(rule.children("to"), "operation", Operations::conditions, ofCallee),
        alternatives(rule.children("from"), "source", sources::conditions, ofCaller));
  }

  private static <T> Condition<T> when(Attribute<T> attribute, Fields condition) {
    return new Condition<>(attribute, condition.strings("values"), condition.strings("notValues"));
  }

  /** The conditions of each block, and those that all blocks share; these alone without a block. */
  private static <T> List<List<Condition<T>>> alternatives(
      List<Fields> blocks,
      String content,
      Function<Fields, List<Condition<T>>> own,
      List<Condition<T>> shared) {
    List<List<Condition<T>>> all = new ArrayList<>();
    for (Fields block : blocks) {
      List<Condition<T>> conditions = new ArrayList<>(own.apply(block.below(content)));
      conditions.addAll(shared);
      all.add(conditions);
    }
    return all.isEmpty() ? List.of(shared) : all;
  }

  private Optional<Policy> policy(
      List<List<Condition<Permission>>> permissions, List<List<Condition<Principal>>> principals) {
    if (action == Action.ALLOW && !(areKnown(permissions) && areKnown(principals))) {
      return Optional.empty();
    }
    return Optional.of(
        Policy.newBuilder()
            .addAllPermissions(terms(permissions, Combination.OF_PERMISSIONS))
            .addAllPrincipals(terms(principals, Combination.OF_PRINCIPALS))
            .build());
  }

  private <T> boolean areKnown(List<List<Condition<T>>> alternatives) {
    return alternatives.stream()
        .flatMap(List::stream)
        .allMatch(condition -> condition.canBeAskedOn(layer));
  }

  private <T> List<T> terms(List<List<Condition<T>>> alternatives, Combination<T> combination) {
    return alternatives.stream()
        .map(all -> all.stream().flatMap(c -> c.terms(layer, combination).stream()).toList())
        .map(combination::all)
        .toList();
  }
}
