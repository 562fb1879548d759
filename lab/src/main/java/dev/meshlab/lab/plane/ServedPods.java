package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodRole;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodSwitch;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The pods in a cluster whose ledgers can be read, as they come and go. Belongs to one thread. */
final class ServedPods implements AutoCloseable {

  private final Cluster cluster;
  private final Map<String, ServedPod> byUuid = new TreeMap<>();

  ServedPods(Cluster cluster) {
    this.cluster = cluster;
  }

  /** Opens the ledgers of pods that have come, and closes those of pods that have gone. */
  void follow(ClusterSight seen, ClusterManifests manifests) {
    Map<String, Pod> now = new HashMap<>();
    seen.cast().keySet().forEach(pod -> now.put(seen.uuid(pod), pod));
    List<String> gone = byUuid.keySet().stream().filter(uuid -> !now.containsKey(uuid)).toList();
    gone.forEach(uuid -> Objects.requireNonNull(byUuid.remove(uuid)).close());
    now.forEach(
        (uuid, pod) -> byUuid.computeIfAbsent(uuid, any -> open(seen, manifests, pod, uuid)));
  }

  private ServedPod open(ClusterSight seen, ClusterManifests manifests, Pod pod, String uuid) {
    PodRole role = Objects.requireNonNull(seen.cast().get(pod));
    return ServedPod.open(
        cluster,
        pod,
        uuid,
        manifests.maintenancePorts(pod, role),
        role.metricsPort(),
        Mesh.of(seen.live()).injection(pod).hasSidecar());
  }

  /** Turns a switch of a pod, if it is there. */
  void turn(String uuid, PodSwitch which, boolean on) {
    Optional.ofNullable(byUuid.get(uuid)).ifPresent(pod -> pod.turn(which, on));
  }

  /** The ledger of each pod, by UUID; null where it does not say. */
  SortedMap<String, @Nullable PodLedger> read() throws InterruptedException {
    SortedMap<String, @Nullable PodLedger> ledgers = new TreeMap<>();
    for (ServedPod pod : byUuid.values()) {
      ledgers.put(pod.uuid(), pod.ledger());
    }
    return ledgers;
  }

  /** The ports of this machine that lead to metrics pages, by UUID. */
  Map<String, Integer> metricsPorts() {
    Map<String, Integer> ports = new HashMap<>();
    byUuid.forEach(
        (uuid, pod) -> pod.metrics().ifPresent(tunnel -> ports.put(uuid, tunnel.port())));
    return ports;
  }

  /** The calls that their sidecars have refused. */
  long refused() {
    return byUuid.values().stream().mapToLong(ServedPod::refused).sum();
  }

  @Override
  public void close() {
    byUuid.values().forEach(ServedPod::close);
  }
}
