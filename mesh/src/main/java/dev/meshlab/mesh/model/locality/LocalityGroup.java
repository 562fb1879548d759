package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Endpoints of one locality that are used alike.
 *
 * @param priority those of a higher number are used only when lower ones are unhealthy
 * @param weight the share of calls among groups of one priority
 */
public record LocalityGroup(Locality locality, List<Endpoint> endpoints, int priority, int weight) {

  public LocalityGroup {
    endpoints = List.copyOf(endpoints);
  }

  /** One group for each locality, in the order of their names, each weighing as much as it has. */
  public static List<LocalityGroup> of(List<Endpoint> endpoints) {
    Map<Locality, List<Endpoint>> byLocality = new LinkedHashMap<>();
    endpoints.forEach(
        e -> byLocality.computeIfAbsent(e.locality(), unused -> new ArrayList<>()).add(e));
    return byLocality.entrySet().stream()
        .map(entry -> new LocalityGroup(entry.getKey(), entry.getValue(), 0))
        .sorted(Comparator.comparing(group -> group.locality.toString()))
        .toList();
  }

  LocalityGroup(Locality locality, List<Endpoint> endpoints, int priority) {
    this(locality, endpoints, priority, endpoints.size());
  }

  LocalityGroup withPriority(int other) {
    return new LocalityGroup(locality, endpoints, other, weight);
  }

  LocalityGroup withWeight(int other) {
    return new LocalityGroup(locality, endpoints, priority, other);
  }

  /** This group without endpoints: it keeps its place and its weight. */
  LocalityGroup emptied() {
    return new LocalityGroup(locality, List.of(), priority, weight);
  }
}
