package dev.meshlab.mesh.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The VirtualServices of a mesh, and which of them bind whom. */
final class VirtualServices {

  /** How near a rule is to those who see it: the nearer are taken first. */
  private enum Reach {
    OWN_NAMESPACE,
    NAMED_NAMESPACE,
    EVERYWHERE,
    NOWHERE
  }

  private record Scope(String namespace, String gateway) {}

  private final List<VirtualService> written;
  private final Supplier<List<VirtualService>> gatewayRoutes;
  private final Map<Scope, BoundRules> bound = new HashMap<>();

  /**
   * @param gatewayRoutes rules for gateways only, asked for when a gateway is
   */
  VirtualServices(List<VirtualService> rules, Supplier<List<VirtualService>> gatewayRoutes) {
    this.written = List.copyOf(rules);
    this.gatewayRoutes = gatewayRoutes;
  }

  /**
   * Those that proxies in a namespace obey for a gateway (PushContext.initVirtualServices,
   * SelectVirtualServices and VirtualServicesForGateway): private ones before those exported to the
   * namespace before public ones; of these, routes of the Gateway API in the proxy's own namespace
   * first; then by age.
   */
  BoundRules of(String namespace, String gateway) {
    return bound.computeIfAbsent(new Scope(namespace, gateway), this::bind);
  }

  private BoundRules bind(Scope scope) {
    Comparator<VirtualService> nearestFirst = Comparator.comparing(r -> reach(r, scope.namespace));
    return new BoundRules(
        Stream.concat(written.stream(), ofGateways(scope))
            .sorted(VirtualService.BY_AGE)
            .filter(rule -> !rule.hosts().isEmpty())
            .filter(rule -> rule.gateways().contains(scope.gateway))
            .filter(rule -> reach(rule, scope.namespace) != Reach.NOWHERE)
            .sorted(nearestFirst.thenComparing(rule -> !isOwnOverride(rule, scope)))
            .toList());
  }

  private Stream<VirtualService> ofGateways(Scope scope) {
    return scope.gateway.equals(VirtualService.MESH)
        ? Stream.empty()
        : gatewayRoutes.get().stream();
  }

  private static boolean isOwnOverride(VirtualService rule, Scope scope) {
    return rule.gatewayApi() && rule.namespace().equals(scope.namespace);
  }

  private static Reach reach(VirtualService rule, String namespace) {
    List<String> exportTo = rule.exportTo();
    if (exportTo.isEmpty() || exportTo.contains("*")) {
      return Reach.EVERYWHERE;
    }
    if (exportTo.contains("~") || !Rules.reaches(exportTo, rule.namespace(), namespace)) {
      return Reach.NOWHERE;
    }
    return rule.namespace().equals(namespace) ? Reach.OWN_NAMESPACE : Reach.NAMED_NAMESPACE;
  }
}
