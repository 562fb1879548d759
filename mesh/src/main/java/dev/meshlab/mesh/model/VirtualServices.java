package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The VirtualServices of a mesh, and which of them bind whom. */
final class VirtualServices {

  /** The distance of a rule from the workloads that see it: the nearest rules are taken first. */
  enum Reach {
    OWN_NAMESPACE,
    NAMED_NAMESPACE,
    EVERYWHERE,
    NOWHERE
  }

  private record Scope(String namespace, String gateway) {}

  private final Map<String, List<VirtualService>> byGateway;
  private final Map<Scope, BoundRules> bound = new HashMap<>();

  VirtualServices(List<VirtualService> rules) {
    this.byGateway = byGateway(rules);
  }

  /** Those that have hosts, the oldest first. */
  private static Map<String, List<VirtualService>> byGateway(List<VirtualService> rules) {
    Map<String, List<VirtualService>> byGateway = new HashMap<>();
    rules.stream()
        .filter(rule -> !rule.hosts().isEmpty())
        .sorted(VirtualService.BY_AGE)
        .forEach(
            rule ->
                Set.copyOf(rule.gateways())
                    .forEach(
                        gateway ->
                            byGateway
                                .computeIfAbsent(gateway, unused -> new ArrayList<>())
                                .add(rule)));
    return byGateway;
  }

  /**
   * The rules that apply to proxies in a namespace for a gateway (PushContext.initVirtualServices,
   * SelectVirtualServices and VirtualServicesForGateway): private ones before those exported to the
   * namespace before public ones; of these, routes of the Gateway API in the proxy's own namespace
   * first; then by age.
   */
  BoundRules of(String namespace, String gateway) {
    return bound.computeIfAbsent(new Scope(namespace, gateway), this::bind);
  }

  /** The hosts for which several rules are written for sidecars. */
  List<ContestedHost> contestedHosts() {
    return ContestedHost.among(byGateway.getOrDefault(VirtualService.MESH, List.of()));
  }

  /** The hosts to which any of the rules for some hosts lead. */
  Set<String> destinations(Set<String> hosts) {
    return byGateway.values().stream()
        .flatMap(List::stream)
        .distinct()
        .filter(rule -> rule.hosts().stream().anyMatch(of -> coversAny(of, hosts)))
        .flatMap(rule -> rule.destinations().stream())
        .collect(Collectors.toSet());
  }

  private static boolean coversAny(String pattern, Set<String> hosts) {
    return hosts.contains(pattern)
        || (pattern.startsWith("*")
            && hosts.stream().anyMatch(host -> Hosts.covers(pattern, host)));
  }

  private BoundRules bind(Scope scope) {
    Comparator<VirtualService> nearestFirst = Comparator.comparing(r -> reach(r, scope.namespace));
    return new BoundRules(
        byGateway.getOrDefault(scope.gateway, List.of()).stream()
            .filter(rule -> reach(rule, scope.namespace) != Reach.NOWHERE)
            .sorted(nearestFirst.thenComparing(rule -> !isOwnOverride(rule, scope)))
            .toList());
  }

  private static boolean isOwnOverride(VirtualService rule, Scope scope) {
    return rule.gatewayApi() && rule.namespace().equals(scope.namespace);
  }

  static Reach reach(VirtualService rule, String namespace) {
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
