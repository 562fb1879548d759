package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.config.MeshConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A DestinationRule as what it says of a host, and where that is written. */
public record HostPolicy(Document document, DestinationRule rule, Fields spec) {

  public static final Comparator<HostPolicy> BY_AGE =
      Comparator.comparing(HostPolicy::rule, DestinationRule.BY_AGE);

  public static HostPolicy of(Document document, MeshConfig config) {
    DestinationRule rule = DestinationRule.of(document, Fields.of(document)).exportedBy(config);
    return new HostPolicy(document, rule, AdviceContext.spec(document));
  }

  /** The full name. */
  public String host() {
    return rule.host();
  }

  public String namespace() {
    return rule.namespace();
  }

  /** {@code name (file:line)}. */
  public String described() {
    return document.name() + " (" + document.position() + ")";
  }

  /** True if both are for the same callers of one namespace, as far as labels go. */
  public boolean isBeside(HostPolicy other) {
    return host().equals(other.host())
        && namespace().equals(other.namespace())
        && rule.workloads().equals(other.rule.workloads());
  }

  /** True if istiod makes one rule of this one and an older one. */
  public boolean isMergedWith(HostPolicy older) {
    return isBeside(older) && rule.mergesInto(older.rule);
  }

  public boolean isSeenFrom(String namespace) {
    return rule.isSeenFrom(namespace);
  }

  public Set<String> subsets() {
    Set<String> names = new LinkedHashSet<>();
    spec.children("subsets").forEach(subset -> names.add(subset.string("name", "")));
    return names;
  }

  /** Its blocks and subsets, and another's that it lacks. */
  public RewrittenFields with(HostPolicy other) {
    return with(other, Set.of());
  }

  /** The same, but for some blocks of the other. */
  public RewrittenFields with(HostPolicy other, Set<String> without) {
    RewrittenFields all = RewrittenFields.copyOf(spec);
    RewrittenFields policy = RewrittenFields.copyOf(spec.below("trafficPolicy"));
    Fields more = other.spec.below("trafficPolicy");
    more.names().stream()
        .filter(block -> !without.contains(block))
        .forEach(block -> policy.carryIfAbsent(block, more));
    if (!policy.fields().names().isEmpty()) {
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
