package dev.meshlab.mesh.loopback;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Policy;
import io.envoyproxy.envoy.config.rbac.v3.RBAC;

/**
 * The permissions of RBAC filters, settled as far as they ask for the destination port. A pod is
 * entered at another port here than in the mesh, and a listener is for one of the pod's ports.
 */
public final class PortPermissions {

  private static final Permission ALWAYS = Permission.newBuilder().setAny(true).build();
  private static final Permission NEVER = Permission.newBuilder().setNotRule(ALWAYS).build();

  private final int port;

  /** Those of a filter before this port of a pod. */
  public PortPermissions(int port) {
    this.port = port;
  }

  /** The same filter, unless it is an RBAC filter, whose permissions are settled. */
  public Any settle(Any filter) {
    try {
      if (filter.is(io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.class)) {
        var http =
            filter
                .unpack(io.envoyproxy.envoy.extensions.filters.http.rbac.v3.RBAC.class)
                .toBuilder();
        if (http.hasRules()) {
          http.setRules(settled(http.getRules()));
        }
        if (http.hasShadowRules()) {
          http.setShadowRules(settled(http.getShadowRules()));
        }
        return Any.pack(http.build());
      }
      if (filter.is(io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.class)) {
        var network =
            filter
                .unpack(io.envoyproxy.envoy.extensions.filters.network.rbac.v3.RBAC.class)
                .toBuilder();
        if (network.hasRules()) {
          network.setRules(settled(network.getRules()));
        }
        if (network.hasShadowRules()) {
          network.setShadowRules(settled(network.getShadowRules()));
        }
        return Any.pack(network.build());
      }
      return filter;
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("this module packed it", impossible);
    }
  }

  private RBAC settled(RBAC rules) {
    RBAC.Builder settled = rules.toBuilder().clearPolicies();
    rules.getPoliciesMap().forEach((name, policy) -> settled.putPolicies(name, settled(policy)));
    return settled.build();
  }

  private Policy settled(Policy policy) {
    Policy.Builder settled = policy.toBuilder().clearPermissions();
    policy.getPermissionsList().forEach(p -> settled.addPermissions(settled(p)));
    return settled.build();
  }

  private Permission settled(Permission permission) {
    return switch (permission.getRuleCase()) {
      case DESTINATION_PORT -> permission.getDestinationPort() == port ? ALWAYS : NEVER;
      case AND_RULES ->
          permission.toBuilder().setAndRules(settled(permission.getAndRules())).build();
      case OR_RULES -> permission.toBuilder().setOrRules(settled(permission.getOrRules())).build();
      case NOT_RULE -> permission.toBuilder().setNotRule(settled(permission.getNotRule())).build();
      default -> permission;
    };
  }

  private Permission.Set settled(Permission.Set set) {
    Permission.Set.Builder settled = Permission.Set.newBuilder();
    set.getRulesList().forEach(rule -> settled.addRules(settled(rule)));
    return settled.build();
  }
}
