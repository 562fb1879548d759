package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.translate.cluster.InboundClusters;
import dev.meshlab.mesh.translate.inbound.InboundFilters;
import dev.meshlab.mesh.translate.inbound.InboundListener;
import dev.meshlab.mesh.translate.xds.Resources;
import java.util.List;

/**
 * The resources that istiod sends to the sidecar of a pod for the calls that come in: a pure
 * function of the mesh. What the pod itself may call is {@link SidecarView}'s.
 */
public final class ServerView {

  private ServerView() {}

  /** One listener, with its routes in it, and a cluster for each port that Services lead to. */
  public static Resources translate(Mesh mesh, Pod pod) {
    List<ServedPort> ports = mesh.servedPorts(pod);
    InboundFilters guards = new InboundFilters(List.of(), List.of());
    return new Resources(
        new InboundClusters(mesh, workload(pod)).of(ports),
        List.of(),
        List.of(InboundListener.of(mesh, pod, ports, guards)),
        List.of());
  }

  /** The pod as one whose proxy sees the mesh. */
  private static ClientWorkload workload(Pod pod) {
    return new ClientWorkload(pod.namespace(), pod.labels(), pod.locality());
  }
}
