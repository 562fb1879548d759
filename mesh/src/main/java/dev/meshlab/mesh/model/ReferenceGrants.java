package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/**
 * The permissions of routes to lead to Services of other namespaces (Gateway API, ReferenceGrant).
 */
final class ReferenceGrants {

  /** One grant, by the namespace that gives it. */
  record Grant(String namespace, List<Fields> from, List<Fields> to) {}

  private final List<Grant> grants;

  ReferenceGrants(List<Grant> grants) {
    this.grants = List.copyOf(grants);
  }

  boolean allow(GrpcRoute route, String service, String namespace) {
    return grants.stream()
        .filter(grant -> grant.namespace.equals(namespace))
        .filter(grant -> grant.from.stream().anyMatch(from -> isFrom(from, route)))
        .flatMap(grant -> grant.to.stream())
        .anyMatch(to -> isTo(to, service));
  }

  private static boolean isFrom(Fields from, GrpcRoute route) {
    return from.string("group", "").equals("gateway.networking.k8s.io")
        && from.string("kind", "").equals("GRPCRoute")
        && from.string("namespace", "").equals(route.namespace());
  }

  private static boolean isTo(Fields to, String service) {
    return to.string("group", "").isEmpty()
        && to.string("kind", "").equals("Service")
        && to.string("name", service).equals(service);
  }
}
