package dev.meshlab.mesh.model.locality;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Shares of calls by locality: {@code localityLbSetting.distribute} (istio/istio,
 * loadbalancer.applyLocalityWeights).
 */
public record LocalityDistribution(List<Rule> rules) implements LocalityBalancing {

  /**
   * The shares of the callers within a place.
   *
   * @param to in percent by destination; read only for callers that are there
   */
  record Rule(String from, Fields to) {

    Map<String, Integer> shares() {
      Map<String, Integer> shares = new LinkedHashMap<>();
      to.names().forEach(place -> shares.put(place, to.integer(place, 0)));
      return shares;
    }
  }

  static LocalityDistribution of(List<Fields> distribute) {
    return new LocalityDistribution(
        distribute.stream()
            .map(rule -> new Rule(rule.string("from", ""), rule.below("to")))
            .toList());
  }

  /** The first rule for the caller's place counts; a place that it does not name gets no calls. */
  @Override
  public List<LocalityGroup> apply(List<LocalityGroup> groups, ClientWorkload client) {
    Optional<Rule> rule = rules.stream().filter(r -> client.locality().within(r.from)).findFirst();
    return rule.map(Rule::shares)
        .map(shares -> groups.stream().map(g -> weighed(g, shares, groups)).toList())
        .orElse(groups);
  }

  private static LocalityGroup weighed(
      LocalityGroup group, Map<String, Integer> shares, List<LocalityGroup> all) {
    Optional<String> place = place(group, shares);
    if (place.isEmpty()) {
      return group.emptied();
    }
    int total =
        all.stream()
            .filter(other -> place(other, shares).equals(place))
            .mapToInt(LocalityGroup::weight)
            .sum();
    int share = shares.getOrDefault(place.get(), 0);
    int weight = (int) Math.ceil((double) group.weight() * share / total);
    return weight > 0 ? group.withWeight(weight) : group;
  }

  /** The first destination of a rule that a group is within. */
  private static Optional<String> place(LocalityGroup group, Map<String, Integer> shares) {
    return shares.keySet().stream().filter(group.locality()::within).findFirst();
  }
}
