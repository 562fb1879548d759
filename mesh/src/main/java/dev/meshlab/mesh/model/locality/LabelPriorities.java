package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Priorities by {@code failoverPriority}: an endpoint that shares all the labels with the caller
 * comes first, one that differs in the first label last (istio/istio,
 * loadbalancer.applyFailoverPriorities). Splits a locality whose endpoints differ.
 */
final class LabelPriorities {

  private final List<String> labels;

  LabelPriorities(List<String> labels) {
    this.labels = labels;
  }

  List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client) {
    Map<String, String> caller = client.labelsWithPlace();
    if (caller.isEmpty()) {
      return groups; // a caller without known labels prefers no endpoint
    }
    return Priorities.compacted(groups.stream().flatMap(g -> split(g, caller).stream()).toList());
  }

  private List<LocalityGroup> split(LocalityGroup group, Map<String, String> caller) {
    Map<Integer, List<Endpoint>> byPriority = new TreeMap<>();
    for (Endpoint endpoint : group.endpoints()) {
      int priority = priority(endpoint.labels(), caller);
      byPriority.computeIfAbsent(priority, unused -> new ArrayList<>()).add(endpoint);
    }
    return byPriority.entrySet().stream()
        .map(entry -> new LocalityGroup(group.locality(), entry.getValue(), entry.getKey()))
        .toList();
  }

  /** Another network, named first, does not end the comparison but ranks behind the own one. */
  private int priority(Map<String, String> endpoint, Map<String, String> caller) {
    int behind = 0;
    for (int i = 0; i < labels.size(); i++) {
      if (!isShared(labels.get(i), endpoint, caller)) {
        if (i > 0 || !labels.get(0).equals(Locality.NETWORK)) {
          return behind + labels.size() - i;
        }
        behind = labels.size();
      }
    }
    return behind;
  }

  private static boolean isShared(
      String label, Map<String, String> endpoint, Map<String, String> caller) {
    String[] parts = label.split("=", -1);
    String wanted = parts.length == 2 ? parts[1] : caller.getOrDefault(parts[0], "");
    return wanted.equals(endpoint.getOrDefault(parts[0], ""));
  }
}
