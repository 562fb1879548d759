package dev.meshlab.lab.behaviour;

import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.NodeGroup;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyProcess;
import dev.meshlab.lab.envoy.Sidecar;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.loopback.GuardedPod;
import dev.meshlab.mesh.loopback.PodSocket;
import dev.meshlab.mesh.loopback.SharedSidecar;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.GrpcMethods;
import dev.meshlab.mesh.translate.ServerView;
import dev.meshlab.mesh.translate.xds.Resources;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The sidecars of all pods, in one Envoy. They take plain text alone, for which the manifests have
 * to ask: what becomes of a call does not depend on its encryption.
 */
final class ServerProxies implements AutoCloseable {

  private static final NodeGroup GROUP = new NodeGroup("servers");
  private static final int PORT = 50051;

  private final ControlPlane controlPlane;
  private final EnvoyProcess envoy;

  private ServerProxies(ControlPlane controlPlane, EnvoyProcess envoy) {
    this.controlPlane = controlPlane;
    this.envoy = envoy;
  }

  static ServerProxies start(Sandbox sandbox, EnvoyBinary.Found binary, ControlPlane controlPlane)
      throws IOException, InterruptedException {
    controlPlane.publish(GROUP, new Resources(List.of(), List.of(), List.of(), List.of()));
    Sidecar node = new Sidecar(GROUP.id(), GROUP.id(), "", "", 1);
    return new ServerProxies(
        controlPlane,
        EnvoyProcess.start(sandbox, binary, node, controlPlane.port(), MeshBed.BOUND));
  }

  /**
   * Puts the sidecars of a mesh's pods in force.
   *
   * @param backends the port of each pod's server, by the pod's address
   * @return where each pod is entered, by {@code address:port}
   */
  Map<String, Integer> apply(Mesh mesh, Map<String, Integer> backends)
      throws IOException, InterruptedException {
    List<GuardedPod> pods =
        mesh.pods().stream().map(pod -> guarded(mesh, pod, backends.get(pod.ip()))).toList();
    controlPlane.publish(GROUP, SharedSidecar.of(pods).resources());
    controlPlane.awaitLive(GROUP, MeshBed.BOUND);
    envoy.admin().awaitWarm(MeshBed.BOUND);
    return envoy.admin().listenerPorts();
  }

  private static GuardedPod guarded(Mesh mesh, Pod pod, int backend) {
    return new GuardedPod(
        pod.identity(),
        ServerView.translateWithPassthrough(mesh, pod),
        List.of(new PodSocket(pod.ip(), PORT, backend, false, GrpcMethods.ANY)),
        Map.of());
  }

  @Override
  public void close() {
    envoy.close();
  }
}
