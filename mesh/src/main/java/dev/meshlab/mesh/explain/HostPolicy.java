package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Composed;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A DestinationRule as what it says of a host.
 *
 * @param host the full name
 */
record HostPolicy(Document document, String host, Fields spec) {

  /** As istiod sorts them (model.sortConfigByCreationTime). */
  static final Comparator<HostPolicy> BY_AGE =
      Comparator.comparing(HostPolicy::created)
          .thenComparing(rule -> rule.document.name())
          .thenComparing(HostPolicy::namespace);

  static HostPolicy of(Document document) {
    Fields spec = Scene.spec(document);
    String host = Scene.fullName(spec.string("host", ""), document.namespace());
    return new HostPolicy(document, host, spec);
  }

  String namespace() {
    return document.namespace();
  }

  /** {@code name (file:line)}. */
  String described() {
    return document.name() + " (" + document.position() + ")";
  }

  private String created() {
    return Fields.of(document).below("metadata").string("creationTimestamp", "");
  }

  /** Whether both are for the same callers of one namespace, as far as labels go. */
  boolean isBeside(HostPolicy other) {
    return host.equals(other.host)
        && namespace().equals(other.namespace())
        && workloads().equals(other.workloads());
  }

  private String workloads() {
    return spec.below("workloadSelector").stringMap("matchLabels").toString();
  }

  /** Whether istiod makes one rule of this one and an older one (model.mergeDestinationRule). */
  boolean isMergedWith(HostPolicy older) {
    return isBeside(older) && (readers().equals(older.readers()) || includes(older.readers()));
  }

  private boolean includes(Set<String> others) {
    return !others.isEmpty() && readers().containsAll(others);
  }

  private Set<String> readers() {
    return Set.copyOf(spec.strings("exportTo"));
  }

  boolean isSeenFrom(String namespace) {
    Set<String> readers = readers();
    return readers.isEmpty()
        || readers.contains("*")
        || readers.contains(namespace)
        || (readers.contains(".") && namespace.equals(namespace()));
  }

  Set<String> subsets() {
    Set<String> names = new LinkedHashSet<>();
    spec.children("subsets").forEach(subset -> names.add(subset.string("name", "")));
    return names;
  }

  /** Its blocks and subsets, and another's that it lacks. */
  Composed with(HostPolicy other) {
    Composed all = Composed.copyOf(spec);
    Composed policy = Composed.copyOf(spec.below("trafficPolicy"));
    Fields more = other.spec.below("trafficPolicy");
    more.names().forEach(block -> policy.carryIfAbsent(block, more));
    if (spec.has("trafficPolicy") || other.spec.has("trafficPolicy")) {
      all.put("trafficPolicy", policy);
    }
    List<Fields> subsets = new ArrayList<>(spec.children("subsets"));
    Set<String> names = subsets();
    other.spec.children("subsets").stream()
        .filter(subset -> names.add(subset.string("name", "")))
        .forEach(subsets::add);
    return subsets.isEmpty() ? all : all.put("subsets", subsets);
  }
}
