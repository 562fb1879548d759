package dev.meshlab.mesh.model.name;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules by the hosts they are for, so that a thousand rules cost a lookup and not a search. */
public final class HostIndex<T> {

  private final Map<String, List<T>> exact = new HashMap<>();
  private final WildcardIndex<T> wildcards = new WildcardIndex<>();

  public void add(String host, T rule) {
    if (Hosts.isWildcard(host)) {
      wildcards.add(host, rule);
    } else {
      exact.computeIfAbsent(host, unused -> new ArrayList<>()).add(rule);
    }
  }

  /** The rules for a full name: those that name it, then the wildcards that cover it. */
  public List<T> covering(String fullName) {
    List<T> rules = new ArrayList<>(exact.getOrDefault(fullName, List.of()));
    rules.addAll(wildcards.covering(fullName));
    return rules;
  }
}
