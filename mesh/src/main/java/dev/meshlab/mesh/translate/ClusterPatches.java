package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What EnvoyFilters make of a proxy's clusters. */
final class ClusterPatches {

  private final List<ClusterPatch> patches;
  private final ClusterPatch.Context context;

  ClusterPatches(Mesh mesh, ClientWorkload proxy, ClusterPatch.Context context) {
    this.patches = mesh.clusterPatches(proxy).stream().map(ClusterPatch::new).toList();
    this.context = context;
  }

  /** The clusters with all patches applied, without those removed, and then those added. */
  List<Cluster> apply(List<Cluster> clusters) {
    if (patches.isEmpty()) {
      return clusters;
    }
    Set<String> names = new HashSet<>();
    return Stream.concat(
            clusters.stream().map(this::apply).flatMap(Optional::stream),
            patches.stream().filter(patch -> patch.adds(context)).map(ClusterPatch::value))
        .filter(cluster -> names.add(cluster.getName()))
        .toList();
  }

  /** Empty when a patch removes it. */
  private Optional<Cluster> apply(Cluster cluster) {
    Cluster.Builder patched = cluster.toBuilder();
    for (ClusterPatch patch : patches) {
      if (!(patch.removes() || patch.merges()) || !patch.matches(cluster, context)) {
        continue;
      }
      if (patch.removes()) {
        patch.noteAsHonoured();
        return Optional.empty();
      }
      merge(patched, patch.value(), patch.replacesLists());
    }
    return Optional.of(patched.build());
  }

  /** Of a patch with a transport socket, istiod takes nothing but that. */
  private static void merge(Cluster.Builder cluster, Cluster value, boolean replaceLists) {
    if (value.hasTransportSocket()) {
      cluster.setTransportSocket(merged(cluster, value.getTransportSocket()));
    } else {
      Merge.into(cluster, value, replaceLists);
    }
  }

  private static TransportSocket merged(Cluster.Builder cluster, TransportSocket patch) {
    TransportSocket present = cluster.getTransportSocket();
    boolean same = cluster.hasTransportSocket() && present.getName().equals(patch.getName());
    return same && present.hasTypedConfig() && patch.hasTypedConfig()
        ? present.toBuilder()
            .setTypedConfig(Merge.packed(present.getTypedConfig(), patch.getTypedConfig()))
            .build()
        : same ? present : patch;
  }
}
