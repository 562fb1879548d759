package dev.meshlab.lab.predict;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.meshlab.lab.prediction.Denial;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;
import io.envoyproxy.envoy.config.rbac.v3.RBAC.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The RBAC filters of a chain, in their order (envoy/config/rbac/v3/rbac.proto): each lets a call
 * pass, or ends it.
 */
record AccessRules(List<Step> steps) {

  /** Everything may pass. */
  static final AccessRules NONE = new AccessRules(List.of());

  /**
   * One filter.
   *
   * @param http whether it ends calls, and not connections
   */
  record Step(boolean http, RBAC rules) {

    Optional<Denial> denial(AccessMatch match) {
      Optional<String> policy =
          rules.getPoliciesMap().entrySet().stream()
              .filter(each -> matches(each.getValue(), match))
              .map(Map.Entry::getKey)
              .sorted()
              .findFirst();
      return switch (rules.getAction()) {
        case DENY -> policy.map(name -> denial("denied by " + name, isAsked(name)));
        case ALLOW ->
            policy.isPresent()
                ? Optional.empty()
                : Optional.of(denial("no AuthorizationPolicy that allows calls allows it", false));
        default -> Optional.empty();
      };
    }

    /**
     * True if a policy says whom it denies. Where bytes are handed on, Istio leaves out of a DENY
     * rule what is about requests, and one that was about a method denies everything.
     */
    private boolean isAsked(String name) {
      Policy policy = rules.getPoliciesOrThrow(name);
      return http
          || policy.getPermissionsList().stream().noneMatch(Step::isForAll)
          || policy.getPrincipalsList().stream().noneMatch(Step::isForAll);
    }

    private static boolean isForAll(Permission permission) {
      return permission.hasAndRules()
          ? permission.getAndRules().getRulesList().stream().allMatch(Step::isForAll)
          : permission.getAny();
    }

    private static boolean isForAll(Principal principal) {
      return principal.hasAndIds()
          ? principal.getAndIds().getIdsList().stream().allMatch(Step::isForAll)
          : principal.getAny();
    }

    private static boolean matches(Policy policy, AccessMatch match) {
      return policy.getPermissionsList().stream().anyMatch(match::permits)
          && policy.getPrincipalsList().stream().anyMatch(match::includes);
    }

    private Denial denial(String reason, boolean asked) {
      return new Denial(http ? "PERMISSION_DENIED" : "UNAVAILABLE", reason, asked);
    }
  }

  static AccessRules of(List<Any> filters) {
    List<Step> steps = new ArrayList<>();
    for (Any filter : filters) {
      step(filter).filter(step -> step.rules().getAction() != Action.LOG).ifPresent(steps::add);
    }
    return new AccessRules(steps);
  }

  /** Empty for another filter, and for one that only watches. */
  private static Optional<Step> step(Any filter) {
    try {
      if (filter.is(io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.class)) {
        var http = filter.unpack(io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.class);
        return http.hasRules() ? Optional.of(new Step(true, http.getRules())) : Optional.empty();
      }
      if (filter.is(io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.class)) {
        var bytes =
            filter.unpack(io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.class);
        return bytes.hasRules() ? Optional.of(new Step(false, bytes.getRules())) : Optional.empty();
      }
      return Optional.empty();
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a filter chain holds a broken RBAC filter", e);
    }
  }

  /** True if they let everything pass. */
  boolean isOpen() {
    return steps.isEmpty();
  }

  Optional<Denial> denial(Caller caller, CallShape call) {
    AccessMatch match = new AccessMatch(caller, call);
    return steps.stream().flatMap(step -> step.denial(match).stream()).findFirst();
  }
}
