package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.scheduling.SchedulableNode.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The nodes on which a pod may run, as its template says.
 *
 * @param all what a node must have, by the node selector
 * @param terms of the required affinity, of which a node must meet one; empty where there are none
 * @param wishes of the preferred affinity, by which it chooses among them
 * @param tolerations the taints that do not keep it away
 */
public record NodeDemand(
    List<NodeRequirement> all,
    List<List<NodeRequirement>> terms,
    List<Wish> wishes,
    List<Toleration> tolerations) {

  /**
   * A preference for nodes that meet all of a term.
   *
   * @param weight 1 to 100
   */
  record Wish(int weight, List<NodeRequirement> term) {}

  /** A taint that a pod puts up with; an empty key or effect stands for any. */
  record Toleration(String key, String operator, String value, String effect) {

    boolean covers(Taint taint) {
      boolean ofKey = key.isEmpty() ? operator.equals("Exists") : key.equals(taint.key());
      return ofKey
          && (effect.isEmpty() || effect.equals(taint.effect()))
          && (operator.equals("Exists") || value.equals(taint.value()));
    }
  }

  /** Reads the spec of a pod. */
  public static NodeDemand of(Fields podSpec) {
    List<NodeRequirement> all = new ArrayList<>();
    podSpec
        .stringMap("nodeSelector")
        .forEach((key, value) -> all.add(NodeRequirement.equal(key, value)));
    Fields affinity = podSpec.below("affinity").below("nodeAffinity");
    return new NodeDemand(
        List.copyOf(all),
        affinity
            .below("requiredDuringSchedulingIgnoredDuringExecution")
            .children("nodeSelectorTerms")
            .stream()
            .map(NodeDemand::term)
            .toList(),
        mustSpread(podSpec)
            ? List.of()
            : affinity.children("preferredDuringSchedulingIgnoredDuringExecution").stream()
                .map(NodeDemand::wish)
                .toList(),
        podSpec.children("tolerations").stream().map(NodeDemand::toleration).toList());
  }

  /** A demand to spread leaves no room for wishes. */
  private static boolean mustSpread(Fields podSpec) {
    return podSpec.children("topologySpreadConstraints").stream()
        .anyMatch(each -> each.string("whenUnsatisfiable", "").equals("DoNotSchedule"));
  }

  private static Wish wish(Fields preferred) {
    return new Wish(preferred.integer("weight", 0), term(preferred.below("preference")));
  }

  private static List<NodeRequirement> term(Fields term) {
    return Stream.of("matchExpressions", "matchFields")
        .flatMap(list -> term.children(list).stream())
        .map(NodeRequirement::of)
        .toList();
  }

  private static Toleration toleration(Fields toleration) {
    return new Toleration(
        toleration.string("key", ""),
        toleration.string("operator", "Equal"),
        toleration.string("value", ""),
        toleration.string("effect", ""));
  }

  /** The same demand as far as it is about zones and regions. */
  NodeDemand onlyOfTopology() {
    return new NodeDemand(
        ofTopology(all), terms.stream().map(NodeDemand::ofTopology).toList(), wishes, tolerations);
  }

  private static List<NodeRequirement> ofTopology(List<NodeRequirement> requirements) {
    return requirements.stream().filter(NodeRequirement::isOfTopology).toList();
  }

  /** The values that it names for a label of nodes, in its order. */
  public List<String> named(String label) {
    return Stream.of(all.stream(), alternatives().flatMap(List::stream))
        .flatMap(requirements -> requirements)
        .filter(requirement -> requirement.key().equals(label))
        .filter(requirement -> requirement.operator().equals("In"))
        .flatMap(requirement -> requirement.values().stream())
        .distinct()
        .toList();
  }

  /** True if the spec of a pod asks for zones: by selector, affinity or spread. */
  public static boolean isOfZones(Fields podSpec) {
    NodeDemand demand = of(podSpec);
    return !ofTopology(demand.all).isEmpty()
        || demand.alternatives().anyMatch(term -> !ofTopology(term).isEmpty())
        || podSpec.children("topologySpreadConstraints").stream()
            .anyMatch(c -> c.string("topologyKey", "").equals(SchedulableNode.ZONE));
  }

  private Stream<List<NodeRequirement>> alternatives() {
    return Stream.concat(terms.stream(), wishes.stream().map(Wish::term));
  }

  /** The weights of the wishes that a node meets. */
  int preference(SchedulableNode node) {
    return wishes.stream()
        .filter(wish -> wish.term().stream().allMatch(each -> each.accepts(node)))
        .mapToInt(Wish::weight)
        .sum();
  }

  boolean accepts(SchedulableNode node) {
    return !node.cordoned()
        && node.taints().stream().allMatch(t -> tolerations.stream().anyMatch(o -> o.covers(t)))
        && all.stream().allMatch(requirement -> requirement.accepts(node))
        && (terms.isEmpty()
            || terms.stream().anyMatch(term -> term.stream().allMatch(r -> r.accepts(node))));
  }
}
