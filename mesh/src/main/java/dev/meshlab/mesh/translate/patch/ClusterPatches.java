package dev.meshlab.mesh.translate.patch;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.xds.ClusterName;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The clusters of a proxy as EnvoyFilters change them. */
public final class ClusterPatches {

  private final List<ClusterPatch> patches;
  private final ClusterPatch.Context context;

  /** The places of the patches that can match a cluster of a name, of a host, or any at all. */
  private final Map<String, List<Integer>> byName = new HashMap<>();

  private final Map<String, List<Integer>> byService = new HashMap<>();

  public ClusterPatches(Mesh mesh, ClientWorkload proxy, ClusterPatch.Context context) {
    this.patches = mesh.clusterPatches(proxy).stream().map(ClusterPatch::new).toList();
    this.context = context;
    for (int i = 0; i < patches.size(); i++) {
      ClusterPatch patch = patches.get(i);
      boolean named = !patch.name().isEmpty();
      (named ? byName : byService)
          .computeIfAbsent(named ? patch.name() : patch.service(), unused -> new ArrayList<>())
          .add(i);
    }
  }

  /** Those that can match a cluster, in their order. */
  private List<ClusterPatch> candidates(String cluster) {
    String host = ClusterName.parse(cluster).orElse(ClusterName.NONE).host();
    Set<Integer> places = new TreeSet<>(byName.getOrDefault(cluster, List.of()));
    places.addAll(byService.getOrDefault("", List.of()));
    places.addAll(byService.getOrDefault(host, List.of()));
    return places.stream().map(patches::get).toList();
  }

  /** The clusters with all patches applied, without those removed, and then those added. */
  public List<Cluster> apply(List<Cluster> clusters) {
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
    String name = cluster.getName();
    Cluster.Builder patched = cluster.toBuilder();
    for (ClusterPatch patch : candidates(name)) {
      if (!(patch.removes() || patch.merges()) || !patch.matches(name, context)) {
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
