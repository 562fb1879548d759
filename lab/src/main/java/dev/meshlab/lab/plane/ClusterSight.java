package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.LiveObjects;
import dev.meshlab.lab.cluster.LivePods;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The pods of a run in a cluster, with what leads to them, at one moment.
 *
 * @param live the manifests as they live there
 * @param cast the pods that are played
 * @param placement of these pods, by their addresses there
 * @param pods those that are ready
 */
record ClusterSight(ManifestSet live, Map<Pod, PodRole> cast, Placement placement, LivePods pods) {

  static ClusterSight of(Cluster cluster, ClusterTestbed.Cast asked) {
    ManifestSet live = live(cluster, asked.manifests());
    Map<Pod, PodRole> cast = asked.casting().apply(Mesh.of(live)).cast(asked.targets());
    return new ClusterSight(
        live,
        cast,
        Placement.imagined(cast, uuids(live)),
        LivePods.of(
            cluster,
            cast.keySet().stream().map(Pod::namespace).toList(),
            cast.keySet().stream().map(Pod::name).toList()));
  }

  String uuid(Pod pod) {
    return Objects.requireNonNull(placement.pods().get(pod.ip())).ports().uuid();
  }

  /** The UUIDs of the pods by something else that tells them apart. */
  Map<String, String> uuids(Function<Pod, String> key) {
    return cast.keySet().stream().collect(Collectors.toMap(key, this::uuid));
  }

  /**
   * The rules and the workloads as their authors wrote them, and the rest as it lives in the
   * cluster.
   */
  static ManifestSet live(Cluster cluster, ClusterManifests manifests) {
    List<Document> documents = new ArrayList<>(manifests.written());
    String json = LiveObjects.json(cluster, manifests.namespaces().keySet());
    documents.addAll(Manifests.parse("the cluster", json).documents());
    return new ManifestSet(documents, List.of());
  }

  /** The server takes the UID of its pod for its UUID. */
  private static Function<Pod, String> uuids(ManifestSet live) {
    Map<String, String> byName = new HashMap<>();
    live.of("", "Pod")
        .forEach(
            pod ->
                Fields.of(pod)
                    .below("metadata")
                    .string("uid")
                    .ifPresent(uid -> byName.put(pod.namespace() + "/" + pod.name(), uid)));
    return pod -> Objects.requireNonNull(byName.get(pod.namespace() + "/" + pod.name()));
  }
}
