package dev.meshlab.lab.run;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterAddress;
import dev.meshlab.lab.cluster.ProxyPod;
import dev.meshlab.lab.cluster.Tunnel;
import dev.meshlab.lab.envoy.ConfigDump;
import dev.meshlab.lab.envoy.EnvoyAdmin;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.io.IOException;
import java.util.List;

/**
 * A proxy of Istio's that runs in a cluster, and the mesh that its configuration should be of.
 * Belongs to one thread.
 */
public final class RealProxy implements AutoCloseable {

  private static final String OTHER_CALLER = "name another workload with --client.";
  private static final String OTHER_POD = "name another one with --pod.";

  private final ManifestSet files;
  private final Cluster cluster;
  private final ProxyPod pod;
  private LiveMesh live;
  private Mesh mesh;

  private RealProxy(ManifestSet files, Cluster cluster, LiveMesh live, Mesh mesh, ProxyPod pod) {
    this.files = files;
    this.cluster = cluster;
    this.live = live;
    this.mesh = mesh;
    this.pod = pod;
  }

  /** The way to choose a pod of a cluster. */
  private interface Choice {
    ProxyPod of(Cluster cluster, LiveMesh live, Mesh mesh);
  }

  /**
   * The sidecar of a caller.
   *
   * @param files whose rules it should follow
   */
  public static RealProxy ofCaller(ManifestSet files, ClusterAddress address, ClientChoice choice) {
    return connect(
        files, address, (cluster, live, mesh) -> labelled(cluster, choice.in(live.callers())));
  }

  /** The gateway of a workload; the first one, if none is named. */
  public static RealProxy ofGateway(
      ManifestSet files, ClusterAddress address, ClientChoice choice) {
    return connect(
        files,
        address,
        (cluster, live, mesh) ->
            labelled(
                cluster,
                mesh.gatewayWorkload(choice.orElse(Clients.anyGateway()))
                    .orElseThrow(
                        () ->
                            new BadInput(
                                "--plane gateway: neither the files nor the cluster have a"
                                    + " Gateway"))));
  }

  /** The sidecar of a pod that is named {@code namespace/name}. */
  public static RealProxy ofPod(ManifestSet files, ClusterAddress address, String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      throw new BadInput("--pod " + name + ": write it as namespace/name");
    }
    return connect(
        files,
        address,
        (cluster, live, mesh) ->
            ProxyPod.named(
                cluster, name.substring(0, slash), name.substring(slash + 1), OTHER_POD));
  }

  private static ProxyPod labelled(Cluster cluster, ClientWorkload caller) {
    if (caller.labels().isEmpty()) {
      throw new BadInput(
          "--from-cluster needs to know who calls, and the files have no workload that does; name"
              + " it with --client, or with --client-namespace and --client-labels");
    }
    return ProxyPod.labelled(cluster, caller.namespace(), caller.labels(), OTHER_CALLER);
  }

  private static RealProxy connect(ManifestSet files, ClusterAddress address, Choice choice) {
    Cluster cluster = Cluster.connect(address);
    try {
      LiveMesh live = LiveMesh.of(files, cluster);
      Mesh mesh = live.mesh();
      return new RealProxy(files, cluster, live, mesh, choice.of(cluster, live, mesh));
    } catch (RuntimeException failed) {
      cluster.close();
      throw failed;
    }
  }

  /** Reads the cluster anew: istiod may not have pushed yet what has just changed there. */
  public void lookAgain() {
    live = LiveMesh.of(files, cluster);
    mesh = live.mesh();
  }

  /** The mesh of the cluster, as it should be by the files. */
  public Mesh mesh() {
    return mesh;
  }

  /** The pod of the proxy, as the mesh has it. */
  public Pod pod() {
    return mesh.pods().stream()
        .filter(each -> each.namespace().equals(pod.namespace()) && each.name().equals(pod.name()))
        .findFirst()
        .orElseThrow(() -> new Broken("pod " + name() + " has just gone; try again"));
  }

  /** Its name, as messages have it. */
  public String name() {
    return pod.namespace() + "/" + pod.name();
  }

  /**
   * The configuration that it has been sent.
   *
   * @throws MissingPrerequisite if it does not answer
   */
  public ConfigDump dump() {
    try (Tunnel tunnel = Tunnel.toProxy(cluster, pod.namespace(), pod.name())) {
      return EnvoyAdmin.at(tunnel.port()).configDump();
    } catch (IOException silent) {
      throw new MissingPrerequisite(
          "the proxy of pod %s does not answer at its admin port (%s)."
              .formatted(name(), silent.getMessage()),
          "See kubectl -n %s logs %s -c istio-proxy; an agent for gRPC without a proxy has no such"
                  .formatted(pod.namespace(), pod.name())
              + " port.");
    }
  }

  /** The objects that may cause a difference, a line each. */
  public List<String> causes() {
    return live.causes(cluster);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
