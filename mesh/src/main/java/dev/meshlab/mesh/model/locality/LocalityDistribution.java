package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares of calls by locality: {@code localityLbSetting.distribute} (istio/istio,
 * loadbalancer.applyLocalityWeights).
 */
public record LocalityDistribution(List<Rule> rules) implements LocalityBalancing {

  /** The shares of the callers within a place, in percent by destination. */
  record Rule(String from, Map<String, Integer> shares) {}

  static LocalityDistribution of(List<Fields> distribute) {
    List<Rule> rules = new ArrayList<>();
    for (Fields rule : distribute) {
      Fields to = rule.below("to");
      Map<String, Integer> shares = new LinkedHashMap<>();
      to.names().forEach(place -> shares.put(place, to.integer(place, 0)));
      rules.add(new Rule(rule.string("from", ""), shares));
    }
    return new LocalityDistribution(rules);
  }

  /** The first rule for the caller's place counts; a place that it does not name gets no calls. */
  @Override
  public List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client) {
    Optional<Rule> rule = rules.stream().filter(r -> client.locality().within(r.from)).findFirst();
    return rule.map(r -> groups.stream().map(g -> weighed(g, r, groups)).toList()).orElse(groups);
  }

  private static LocalityGroup weighed(LocalityGroup group, Rule rule, List<LocalityGroup> all) {
    Optional<String> place = place(group, rule);
    if (place.isEmpty()) {
      return group.emptied();
    }
    int total =
        all.stream()
            .filter(other -> place(other, rule).equals(place))
            .mapToInt(LocalityGroup::weight)
            .sum();
    int share = rule.shares.getOrDefault(place.get(), 0);
    int weight = (int) Math.ceil((double) group.weight() * share / total);
    return weight > 0 ? group.withWeight(weight) : group;
  }

  /** The first destination of a rule that a group is within. */
  private static Optional<String> place(LocalityGroup group, Rule rule) {
    return rule.shares.keySet().stream().filter(group.locality()::within).findFirst();
  }
}
