package dev.meshlab.mesh.model;

import java.util.List;
import java.util.Optional;

/** The VirtualServices of a mesh, and which one routes what for whom. */
final class VirtualServices {

  /** A rule under one of its hosts. */
  private record Claim(String host, VirtualService rule) {}

  private final List<VirtualService> oldestFirst;
  private final HostIndex<Claim> byHost = new HostIndex<>();

  VirtualServices(List<VirtualService> rules) {
    this.oldestFirst = rules.stream().sorted(VirtualService.BY_AGE).toList();
    for (VirtualService rule : oldestFirst) {
      rule.hosts().forEach(host -> byHost.add(host, new Claim(host, rule)));
    }
  }

  /** Those that a client's sidecar obeys, the oldest first. */
  List<VirtualService> seenBy(ClientWorkload client) {
    return oldestFirst.stream().filter(r -> r.isForSidecarsOf(client.namespace())).toList();
  }

  /** Those bound to a gateway ({@code namespace/name}) whose pods are in a namespace. */
  List<VirtualService> boundTo(String gateway, String gatewayNamespace) {
    return oldestFirst.stream().filter(r -> r.isForGateway(gateway, gatewayNamespace)).toList();
  }

  /** The rule that routes requests for a Service: the most specific host wins, then age. */
  Optional<VirtualService> inForce(ClientWorkload client, String host) {
    return byHost.covering(host).stream()
        .filter(claim -> claim.rule.isForSidecarsOf(client.namespace()))
        .reduce(
            (best, next) -> Hosts.BY_SPECIFICITY.compare(next.host, best.host) > 0 ? next : best)
        .map(Claim::rule);
  }
}
