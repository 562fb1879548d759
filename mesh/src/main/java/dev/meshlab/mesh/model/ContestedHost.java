package dev.meshlab.mesh.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A host that several VirtualServices route for sidecars: a caller's sidecar takes the first that
 * it sees, and no other. Rules for requests and rules for bytes do not meet.
 *
 * @param oldestFirst the rules, as written
 */
public record ContestedHost(String host, List<VirtualService> oldestFirst) {

  /** A host that a rule routes, and the kind of its traffic: requests or bytes. */
  private record Claim(String host, boolean requests) {}

  /**
   * @param oldestFirst rules for sidecars
   */
  static List<ContestedHost> among(List<VirtualService> oldestFirst) {
    Map<Claim, Set<VirtualService>> claims = new LinkedHashMap<>();
    for (VirtualService rule : oldestFirst) {
      for (String host : rule.gatewayApi() ? List.<String>of() : rule.hosts()) {
        Claim claim = new Claim(host, !rule.http().isEmpty());
        claims.computeIfAbsent(claim, unused -> new LinkedHashSet<>()).add(rule);
      }
    }
    return claims.entrySet().stream()
        .filter(claim -> claim.getValue().size() > 1)
        .map(claim -> new ContestedHost(claim.getKey().host, List.copyOf(claim.getValue())))
        .toList();
  }

  /** The namespaces that see other rules, or in another order, than all the rest. */
  public Set<String> namespaces() {
    List<String> special = new ArrayList<>();
    for (VirtualService rule : oldestFirst) {
      for (String reader : rule.exportTo()) {
        special.add(reader.equals(".") ? rule.namespace() : reader);
      }
    }
    return Set.copyOf(new LinkedHashSet<>(special));
  }

  /** The rules that callers in a namespace see, in the order in which istiod takes them. */
  public List<VirtualService> seenFrom(String namespace) {
    return oldestFirst.stream()
        .filter(rule -> VirtualServices.reach(rule, namespace) != VirtualServices.Reach.NOWHERE)
        .sorted(Comparator.comparing(rule -> VirtualServices.reach(rule, namespace)))
        .toList();
  }

  /** The rules that callers see in a namespace that no rule is exported to by name. */
  public List<VirtualService> seenElsewhere() {
    return seenFrom("");
  }
}
