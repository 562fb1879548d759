package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.HostIndex;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The VirtualServices that apply to proxies of one namespace for one gateway ({@code mesh} for
 * their own sidecars), in the order in which istiod takes them.
 */
public final class BoundRules {

  /** A rule under one of its hosts. */
  private record Claim(String host, VirtualService rule) {}

  private final List<VirtualService> inOrder;
  private final HostIndex<Claim> byHost = new HostIndex<>();
  private final IdentityHashMap<VirtualService, Integer> order = new IdentityHashMap<>();
  private final Map<String, Optional<Claim>> mostSpecific = new HashMap<>();

  BoundRules(List<VirtualService> inOrder) {
    this.inOrder = List.copyOf(inOrder);
    for (VirtualService rule : inOrder) {
      order.put(rule, order.size());
      rule.hosts().forEach(host -> byHost.add(host, new Claim(host, rule)));
    }
  }

  public List<VirtualService> inOrder() {
    return inOrder;
  }

  /** Those that name a Service, by its own name or by a wildcard. */
  public List<VirtualService> covering(Service service) {
    return covering(List.of(service));
  }

  /** Those that name any of some Services, by its own name or by a wildcard. */
  public List<VirtualService> covering(Collection<Service> services) {
    return services.stream()
        .flatMap(service -> byHost.covering(service.host()).stream())
        .map(claim -> order.get(claim.rule))
        .distinct()
        .sorted()
        .map(inOrder::get)
        .toList();
  }

  /** Of the rules for a Service, the one with the most specific host; of equals, the first. */
  public Optional<VirtualService> mostSpecific(Service service) {
    return mostSpecific.computeIfAbsent(service.host(), this::findMostSpecific).map(Claim::rule);
  }

  private Optional<Claim> findMostSpecific(String host) {
    return byHost.covering(host).stream()
        .reduce(
            (best, next) -> Hosts.BY_SPECIFICITY.compare(next.host, best.host) > 0 ? next : best);
  }
}
