package dev.meshlab.mesh.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The DestinationRules of a mesh, merged, and which one is in force for whom. */
final class DestinationRules {

  private final HostIndex<DestinationRule> byHost = new HostIndex<>();

  DestinationRules(List<DestinationRule> rules) {
    Map<String, DestinationRule> merged = new LinkedHashMap<>();
    rules.stream()
        .sorted(DestinationRule.BY_AGE)
        .forEach(rule -> merged.merge(scope(rule), rule, DestinationRule::merge));
    merged.values().forEach(rule -> byHost.add(rule.host(), rule));
  }

  private static String scope(DestinationRule rule) {
    return rule.namespace() + " " + rule.host() + " " + rule.workloads();
  }

  /**
   * The rule for a Service in the eyes of a client: of the client's namespace, else of the
   * Service's, else of the root namespace (istio/istio, PushContext.destinationRule).
   */
  Optional<DestinationRule> inForce(ClientWorkload client, Service service) {
    List<DestinationRule> seen =
        byHost.covering(service.host()).stream()
            .filter(rule -> Rules.reaches(rule.exportTo(), rule.namespace(), client.namespace()))
            .filter(rule -> isFor(rule, client))
            .toList();
    return Stream.of(client.namespace(), service.namespace(), Rules.ROOT_NAMESPACE)
        .map(namespace -> best(namespace, seen))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** The most specific host wins; of those, a rule made for this workload. */
  private static Optional<DestinationRule> best(String namespace, List<DestinationRule> seen) {
    return seen.stream()
        .filter(rule -> rule.namespace().equals(namespace))
        .max(
            Comparator.comparing(DestinationRule::host, Hosts.BY_SPECIFICITY)
                .thenComparing(rule -> !rule.workloads().isEmpty()));
  }

  private static boolean isFor(DestinationRule rule, ClientWorkload client) {
    return rule.workloads().isEmpty()
        || (rule.namespace().equals(client.namespace())
            && Rules.selects(rule.workloads(), client.labelsWithPlace()));
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
