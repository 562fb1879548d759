package dev.meshlab.mesh.model;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policy for traffic to a host once it is routed there.
 *
 * @param host a full name, or a wildcard
 * @param workloads the labels of the only clients it is for; empty when it is for all
 * @param position where its host stands
 */
public record DestinationRule(
    Metadata metadata,
    String host,
    Optional<Fields> trafficPolicy,
    List<Subset> subsets,
    Map<String, String> workloads,
    List<String> exportTo,
    Position position) {

  /** The order in which istiod takes rules (model.sortConfigByCreationTime). */
  public static final Comparator<DestinationRule> BY_AGE =
      Comparator.comparing(DestinationRule::metadata, Metadata.BY_AGE);

  public static DestinationRule of(Document document, Fields root) {
    Fields spec = root.below("spec");
    return new DestinationRule(
        Metadata.of(document, root),
        Hosts.resolve(spec.string("host", ""), document.namespace()),
        spec.child("trafficPolicy"),
        spec.children("subsets").stream().map(Subset::of).toList(),
        spec.below("workloadSelector").stringMap("matchLabels"),
        spec.strings("exportTo"),
        spec.position("host"));
  }

  /** The same, exported as the mesh config has it if it does not say. */
  public DestinationRule exportedBy(MeshConfig config) {
    return exportTo.isEmpty() && config.destinationRuleExportTo().contains(".")
        ? new DestinationRule(
            metadata, host, trafficPolicy, subsets, workloads, List.of("."), position)
        : this;
  }

  public String name() {
    return metadata.name();
  }

  public String namespace() {
    return metadata.namespace();
  }

  /**
   * The namespaces that see it, as {@code exportTo} has them; empty for all. One for some workloads
   * is for its own namespace only.
   */
  Set<String> readers() {
    return workloads.isEmpty() ? Set.copyOf(exportTo) : Set.of(".");
  }

  /** True if callers of a namespace see it. */
  public boolean isSeenFrom(String client) {
    return Rules.reaches(readers(), namespace(), client);
  }

  /** True if no workload outside its namespace sees it. */
  boolean isPrivate() {
    Set<String> readers = readers();
    return readers.equals(Set.of(".")) || readers.equals(Set.of(namespace()));
  }

  /**
   * True if istiod makes one rule of this one and an older one for the same host of the same
   * namespace (model.mergeDestinationRule).
   */
  public boolean mergesInto(DestinationRule older) {
    Set<String> olders = older.readers();
    boolean readers =
        readers().equals(olders) || (!olders.isEmpty() && readers().containsAll(olders));
    boolean bothSelect = !older.workloads.isEmpty() && !workloads.isEmpty();
    return readers && (!bothSelect || older.workloads.equals(workloads));
  }

  /** The policy of the host itself at a port. */
  public TrafficPolicy policy(int port) {
    return trafficPolicy.map(p -> TrafficPolicy.of(p, port)).orElse(TrafficPolicy.NONE);
  }

  /** The policy of a subset at a port. */
  public TrafficPolicy policy(Subset subset, int port) {
    return policy(subset, port, policy(port));
  }

  /** The same over another policy of the host. */
  public TrafficPolicy policy(Subset subset, int port, TrafficPolicy host) {
    return subset.trafficPolicy().map(own -> host.overriddenBy(own, port)).orElse(host);
  }

  public Optional<Subset> subset(String subset) {
    return subsets.stream().filter(s -> s.name().equals(subset)).findFirst();
  }

  /**
   * This rule with a younger one for the same host: its policy stays, and of the other it takes the
   * subsets it lacks, and the policy only if it has none (model.mergeDestinationRule).
   */
  DestinationRule merge(DestinationRule younger) {
    List<Subset> union = new ArrayList<>(subsets);
    younger.subsets.stream().filter(s -> subset(s.name()).isEmpty()).forEach(union::add);
    return new DestinationRule(
        metadata,
        host,
        trafficPolicy.or(younger::trafficPolicy),
        union,
        workloads,
        exportTo,
        position);
  }
}
