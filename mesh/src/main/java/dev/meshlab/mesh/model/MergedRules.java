package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.WildcardIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The DestinationRules of one namespace by host, those for the same host and the same readers
 * merged into one (istio/istio, model.mergeDestinationRule).
 */
final class MergedRules {

  private final Map<String, List<DestinationRule>> byHost = new HashMap<>();
  private final WildcardIndex<List<DestinationRule>> wildcards = new WildcardIndex<>();

  /** Rules are to be added in istiod's order. */
  void add(DestinationRule rule) {
    List<DestinationRule> sameHost = byHost.computeIfAbsent(rule.host(), this::added);
    boolean separate = true;
    for (int i = 0; i < sameHost.size(); i++) {
      DestinationRule older = sameHost.get(i);
      boolean merges = rule.mergesInto(older);
      if (merges) {
        sameHost.set(i, older.merge(rule));
      }
      separate = !merges || staysToo(older, rule);
    }
    if (separate) {
      sameHost.add(rule);
    }
  }

  private static boolean staysToo(DestinationRule older, DestinationRule younger) {
    return !younger.readers().equals(older.readers())
        && !older.workloads().equals(younger.workloads());
  }

  /** The rules for the most specific host that covers a name; none if there is no such host. */
  List<DestinationRule> mostSpecific(String fullName) {
    return Optional.ofNullable(byHost.get(fullName))
        .or(() -> wildcards.mostSpecific(fullName))
        .orElse(List.of());
  }

  private List<DestinationRule> added(String host) {
    List<DestinationRule> rules = new ArrayList<>();
    if (Hosts.isWildcard(host)) {
      wildcards.add(host, rules);
    }
    return rules;
  }
}
