package dev.meshlab.lab.plane;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterFailed;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A sidecar that refuses what istiod sends. Its pod may then never be ready, since the probes come
 * through the sidecar; and the kubelet knows only that they fail.
 */
final class PushRefusal {

  private PushRefusal() {}

  /** The sentence about it; Envoy's own reason is in the log of istiod alone. */
  static String said(String sidecar) {
    return sidecar
        + " refuses a part of what istiod sends (ACK ERROR), often for an EnvoyFilter or a Telemetry"
        + " object that asks for what this Envoy does not have; kubectl -n istio-system logs"
        + " deploy/istiod | grep 'ACK ERROR' has the reason";
  }

  /**
   * The failure of a rollout, with this as its reason where the sidecar of one of the pods says so.
   *
   * @param live the pods as they live in the cluster
   */
  static Broken orElse(ClusterFailed failed, Cluster cluster, ManifestSet live) {
    Mesh mesh = Mesh.of(live);
    return mesh.pods().stream()
        .filter(pod -> mesh.injection(pod).hasSidecar())
        .filter(pod -> hasRefused(cluster, pod))
        .findFirst()
        .map(pod -> new Broken(said("the sidecar of pod " + pod.name())))
        .orElse(failed);
  }

  private static boolean hasRefused(Cluster cluster, Pod pod) {
    try (ClusterSidecar sidecar = ClusterSidecar.of(cluster, pod.namespace(), pod.name())) {
      return sidecar.admin().hasRefused();
    } catch (ClusterFailed | IOException | UncheckedIOException silent) {
      return false; // A pod that does not answer has another reason.
    }
  }
}
