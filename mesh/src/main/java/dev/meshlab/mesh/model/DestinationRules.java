package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.name.HostIndex;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The DestinationRules of a mesh, merged, and which one is in force for whom (istio/istio,
 * model.setDestinationRules and PushContext.destinationRule).
 */
final class DestinationRules {

  /** Rules for some workloads come before those for all, an older one before a younger. */
  private static final Comparator<DestinationRule> ORDER =
      Comparator.comparing((DestinationRule rule) -> rule.workloads().isEmpty())
          .thenComparing(DestinationRule.BY_AGE);

  private final String rootNamespace;
  private final HostIndex<DestinationRule> byHost = new HostIndex<>();
  private final Map<String, MergedRules> own = new HashMap<>();
  private final Map<String, MergedRules> exported = new HashMap<>();
  private final MergedRules rootsPrivate = new MergedRules();

  /**
   * @param rootNamespace the namespace of rules for the whole mesh
   */
  DestinationRules(List<DestinationRule> rules, String rootNamespace) {
    this.rootNamespace = rootNamespace;
    rules.stream().sorted(ORDER).forEach(this::add);
  }

  private void add(DestinationRule rule) {
    byHost.add(rule.host(), rule);
    String namespace = rule.namespace();
    if (rule.isSeenFrom(namespace)) {
      own.computeIfAbsent(namespace, unused -> new MergedRules()).add(rule);
    }
    if (!rule.isPrivate()) {
      exported.computeIfAbsent(namespace, unused -> new MergedRules()).add(rule);
    } else if (namespace.equals(rootNamespace)) {
      rootsPrivate.add(rule);
    }
  }

  /**
   * The rule for a Service as one client sees it: of the client's namespace, else of the Service's,
   * else of the root namespace. A client of the root namespace, most often a gateway, takes a rule
   * of that namespace that is exported to all namespaces only when there is no other.
   */
  Optional<DestinationRule> inForce(ClientWorkload client, Service service) {
    String host = service.host();
    MergedRules first =
        client.namespace().equals(rootNamespace) ? rootsPrivate : own.get(client.namespace());
    return Stream.of(
            first == null ? List.<DestinationRule>of() : first.mostSpecific(host),
            exported(service.namespace(), host, client),
            exported(rootNamespace, host, client))
        .filter(rules -> !rules.isEmpty())
        .findFirst()
        .flatMap(rules -> chosen(rules, client));
  }

  private List<DestinationRule> exported(String from, String host, ClientWorkload client) {
    MergedRules rules = exported.get(from);
    return rules == null
        ? List.of()
        : rules.mostSpecific(host).stream()
            .filter(rule -> rule.isSeenFrom(client.namespace()))
            .toList();
  }

  /** One made for this workload, else the last that is for all (SidecarScope.DestinationRule). */
  private static Optional<DestinationRule> chosen(
      List<DestinationRule> rules, ClientWorkload client) {
    return rules.stream()
        .filter(rule -> !rule.workloads().isEmpty())
        .filter(rule -> rule.namespace().equals(client.namespace()))
        .filter(rule -> Labels.satisfy(rule.workloads(), client.labelsWithPlace()))
        .findFirst()
        .or(() -> rules.stream().filter(r -> r.workloads().isEmpty()).reduce((a, b) -> b));
  }

  /** The names of all subsets that some rule defines for a host. */
  List<String> subsets(String host) {
    return byHost.covering(host).stream()
        .flatMap(rule -> rule.subsets().stream())
        .map(Subset::name)
        .distinct()
        .toList();
  }
}
