package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterFailed;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.LiveObjects;
import dev.meshlab.lab.cluster.LivePods;
import dev.meshlab.lab.cluster.OwnNamespaces;
import dev.meshlab.lab.cluster.PodsWanted;
import dev.meshlab.lab.cluster.Rollout;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.input.Manifests;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the manifests in a cluster, with what leads to them, and their ledgers. Belongs to
 * one thread.
 */
public final class ClusterTestbed implements PodLedgers, AutoCloseable {

  private final Cluster cluster;
  private final OwnNamespaces namespaces;
  private final ManifestSet live;
  private final Map<Pod, PodRole> cast;
  private final Placement placement;
  private final LivePods pods;
  private final List<ServedPod> served = new ArrayList<>();

  private ClusterTestbed(
      Cluster cluster,
      OwnNamespaces namespaces,
      ManifestSet live,
      ClusterManifests manifests,
      Function<Mesh, PodAssignment> casting,
      List<Target> targets) {
    this.cluster = cluster;
    this.namespaces = namespaces;
    this.live = live;
    this.cast = casting.apply(Mesh.of(live)).cast(targets);
    this.placement = Placement.imagined(cast, uuids(live));
    this.pods = LivePods.of(cluster, cast.keySet().stream().map(Pod::namespace).toList());
    cast.forEach(
        (pod, role) ->
            served.add(
                ServedPod.open(
                    cluster,
                    pod,
                    uuid(pod),
                    manifests.maintenancePorts(pod, role),
                    Mesh.of(live).injection(pod).hasSidecar())));
  }

  /**
   * Applies manifests to namespaces of their own, and returns when their pods are ready.
   *
   * @param casting which pods are played
   * @param targets what is called
   */
  public static ClusterTestbed start(
      Cluster cluster,
      ClusterManifests manifests,
      Function<Mesh, PodAssignment> casting,
      List<Target> targets,
      Waiting waiting,
      Progress progress)
      throws InterruptedException {
    OwnNamespaces namespaces = new OwnNamespaces(cluster, waiting);
    try {
      progress.now("applying manifests");
      for (Map.Entry<String, Map<String, String>> each : manifests.namespaces().entrySet()) {
        namespaces.make(each.getKey(), each.getValue());
      }
      for (ClusterObject object : manifests.objects()) {
        object.apply(cluster);
      }
      awaitPods(cluster, manifests, waiting, progress);
      ManifestSet live = live(cluster, manifests);
      return new ClusterTestbed(cluster, namespaces, live, manifests, casting, targets);
    } catch (InterruptedException | RuntimeException e) {
      progress.now("removing what was made");
      namespaces.close();
      throw e;
    }
  }

  private static void awaitPods(
      Cluster cluster, ClusterManifests manifests, Waiting waiting, Progress progress)
      throws InterruptedException {
    Rollout rollout = new Rollout(cluster, waiting);
    try {
      for (Map.Entry<String, List<PodsWanted>> each : manifests.pods().entrySet()) {
        rollout.await(
            each.getKey(), each.getValue(), howFar -> progress.now("waiting for pods", howFar));
      }
    } catch (ClusterFailed failed) {
      throw PushRefusal.orElse(failed, cluster, live(cluster, manifests));
    }
  }

  /**
   * The rules and the workloads as their authors wrote them, and the rest as it lives in the
   * cluster.
   */
  private static ManifestSet live(Cluster cluster, ClusterManifests manifests) {
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

  /** The manifests as they live in the cluster. */
  ManifestSet live() {
    return live;
  }

  /** The predictions for a caller there. */
  PlanePredictors predictors(ClientWorkload caller) {
    return new PlanePredictors(live, caller, new Unhonoured(live, caller), placement);
  }

  /** The UUIDs of the pods by their addresses. */
  Map<String, String> uuidByIp() {
    Map<String, String> byIp = new HashMap<>();
    cast.keySet().forEach(pod -> byIp.put(pod.ip(), uuid(pod)));
    return byIp;
  }

  private String uuid(Pod pod) {
    return Objects.requireNonNull(placement.pods().get(pod.ip())).ports().uuid();
  }

  /** Leaves everything in the cluster when this is closed. */
  public void keep() {
    namespaces.keep();
  }

  @Override
  public SortedMap<String, @Nullable Long> ended() throws InterruptedException {
    SortedMap<String, @Nullable Long> ended = new TreeMap<>();
    for (ServedPod pod : served) {
      ended.put(pod.uuid(), pod.ended());
    }
    return ended;
  }

  @Override
  public long refused() {
    return served.stream().mapToLong(ServedPod::refused).sum();
  }

  @Override
  public PodLabels labels() {
    return placement.labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return placement.behind(Mesh.of(live), target);
  }

  @Override
  public Optional<String> lost() {
    return pods.lost(cluster);
  }

  @Override
  public void close() {
    try {
      served.forEach(ServedPod::close);
    } finally {
      namespaces.close();
    }
  }
}
