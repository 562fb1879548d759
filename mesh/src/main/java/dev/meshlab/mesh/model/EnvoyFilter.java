package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Comparator;
import java.util.List;

/** Changes to what istiod would send; only those to clusters are read. */
record EnvoyFilter(String name, String namespace, String created, Fields spec) {

  /** Filters of the mesh go before those of a namespace (istio/istio, PushContext.EnvoyFilters). */
  private static final Comparator<EnvoyFilter> ORDER =
      Comparator.comparing((EnvoyFilter filter) -> filter.spec.integer("priority", 0))
          .thenComparing(filter -> !filter.namespace.equals(Rules.ROOT_NAMESPACE))
          .thenComparing(EnvoyFilter::created)
          .thenComparing(filter -> filter.name + "." + filter.namespace);

  static EnvoyFilter of(Document document, Fields root) {
    return new EnvoyFilter(
        document.name(), document.namespace(), Rules.created(root), root.below("spec"));
  }

  /** The patches of clusters that a proxy gets, in the order in which they apply. */
  static List<Fields> clusterPatches(List<EnvoyFilter> filters, ClientWorkload client) {
    return filters.stream()
        .filter(filter -> !filter.clusterPatches().isEmpty())
        .filter(filter -> filter.isFor(client))
        .sorted(ORDER)
        .flatMap(filter -> filter.clusterPatches().stream())
        .toList();
  }

  private List<Fields> clusterPatches() {
    return spec.children("configPatches").stream()
        .filter(patch -> patch.unnoted().string("applyTo", "").equals("CLUSTER"))
        .toList();
  }

  /** One that is for Gateways by name is for nobody else. */
  private boolean isFor(ClientWorkload client) {
    boolean near = namespace.equals(Rules.ROOT_NAMESPACE) || namespace.equals(client.namespace());
    return near
        && !spec.has("targetRefs")
        && Rules.selects(
            spec.below("workloadSelector").stringMap("labels"), client.labelsWithPlace());
  }
}
