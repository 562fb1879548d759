package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.name.Metadata;
import java.util.Comparator;
import java.util.List;

/** Changes to what istiod would send; only those to clusters are read. */
record EnvoyFilter(Metadata metadata, Fields spec) {

  /** Filters of the mesh go before those of a namespace (istio/istio, PushContext.EnvoyFilters). */
  private static Comparator<EnvoyFilter> order(String rootNamespace) {
    return Comparator.comparing((EnvoyFilter filter) -> filter.spec.integer("priority", 0))
        .thenComparing(filter -> !filter.namespace().equals(rootNamespace))
        .thenComparing(EnvoyFilter::metadata, Metadata.BY_AGE_AND_HOST);
  }

  static EnvoyFilter of(Document document, Fields root) {
    return new EnvoyFilter(Metadata.of(document, root), root.below("spec"));
  }

  private String namespace() {
    return metadata.namespace();
  }

  /** The patches of clusters that a proxy gets, in the order in which they apply. */
  static List<Fields> clusterPatches(
      List<EnvoyFilter> filters, ClientWorkload client, String rootNamespace) {
    return filters.stream()
        .filter(filter -> !filter.clusterPatches().isEmpty())
        .filter(filter -> filter.isFor(client, rootNamespace))
        .sorted(order(rootNamespace))
        .flatMap(filter -> filter.clusterPatches().stream())
        .toList();
  }

  private List<Fields> clusterPatches() {
    return spec.children("configPatches").stream()
        .filter(patch -> patch.unnoted().string("applyTo", "").equals("CLUSTER"))
        .toList();
  }

  /** True if it is for this client; a filter that names Gateways is for no other workload. */
  private boolean isFor(ClientWorkload client, String rootNamespace) {
    boolean near = namespace().equals(rootNamespace) || namespace().equals(client.namespace());
    return near
        && !spec.has("targetRefs")
        && Labels.satisfy(
            spec.below("workloadSelector").stringMap("labels"), client.labelsWithPlace());
  }
}
