package dev.meshlab.mesh.translate.authorization;

import io.envoyproxy.envoy.config.rbac.v3.Permission;
import io.envoyproxy.envoy.config.rbac.v3.Principal;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The ways to combine Envoy's permissions (of the callee) or principals (of the caller). */
record Combination<T>(
    T any, Function<List<T>, T> and, Function<List<T>, T> or, UnaryOperator<T> not) {

  static final Combination<Permission> OF_PERMISSIONS =
      new Combination<>(
          Permission.newBuilder().setAny(true).build(),
          all -> Permission.newBuilder().setAndRules(set(all)).build(),
          some -> Permission.newBuilder().setOrRules(set(some)).build(),
          one -> Permission.newBuilder().setNotRule(one).build());

  static final Combination<Principal> OF_PRINCIPALS =
      new Combination<>(
          Principal.newBuilder().setAny(true).build(),
          all -> Principal.newBuilder().setAndIds(ids(all)).build(),
          some -> Principal.newBuilder().setOrIds(ids(some)).build(),
          one -> Principal.newBuilder().setNotId(one).build());

  /** All of some terms; whatever there is when there are none. */
  T all(List<T> terms) {
    return and.apply(terms.isEmpty() ? List.of(any) : terms);
  }

  private static Permission.Set set(List<Permission> rules) {
    return Permission.Set.newBuilder().addAllRules(rules).build();
  }

  private static Principal.Set ids(List<Principal> ids) {
    return Principal.Set.newBuilder().addAllIds(ids).build();
  }
}
