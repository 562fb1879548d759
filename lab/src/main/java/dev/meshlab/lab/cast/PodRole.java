package dev.meshlab.lab.cast;

import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.GrpcMethods;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way in which a pod of the manifests is played: as the server that it is, as its Deployment
 * says; or by a stand-in, which takes calls on whatever ports lead to it and ignores the rest.
 *
 * @param server the Deployment of the server; null for a stand-in
 * @param http1Ports the ports of the pod at which a stand-in answers HTTP/1.1, and not gRPC
 * @param methods that it answers at the others
 */
public record PodRole(@Nullable Deployment server, Set<Integer> http1Ports, GrpcMethods methods) {

  private static final String METHODS_FLAG = "--methods=";

  static final PodRole STAND_IN = standIn(Set.of(), GrpcMethods.ANY);

  public PodRole {
    http1Ports = Set.copyOf(http1Ports);
  }

  PodRole(Deployment server) {
    this(server, Set.of(), GrpcMethods.ANY);
  }

  static PodRole standIn(Set<Integer> http1Ports, GrpcMethods methods) {
    return new PodRole(null, http1Ports, methods);
  }

  /** True if the lab's server stands for another image. */
  public boolean isStandIn() {
    return server == null;
  }

  /** True if calls, and not measurements of the pod itself, go to one of its ports. */
  public boolean takesCallsOn(int port) {
    return server == null || !ServerImage.servesItself(server, port);
  }

  /** True if calls to one of its ports meet a server that speaks HTTP/1.1 only. */
  public boolean answersHttp1On(int port) {
    return http1Ports.contains(port);
  }

  /**
   * The loopback port behind one of the pod's ports. The metrics and maintenance ports are where
   * the Deployment says; whatever else a Service targets is taken to be where calls are meant to
   * go. The server of metrics is the one that answers HTTP/1.1.
   */
  public int loopbackPort(PodPorts pod, int podPort) {
    if (answersHttp1On(podPort)) {
      return pod.metrics();
    }
    if (takesCallsOn(podPort)) {
      return pod.calls();
    }
    return server != null && podPort == ServerImage.metricsPort(server)
        ? pod.metrics()
        : pod.maintenance();
  }

  /** The port of the pod, in a cluster, at which its ledger is read; empty for a stand-in. */
  public OptionalInt maintenancePort() {
    return server == null
        ? OptionalInt.empty()
        : OptionalInt.of(ServerImage.maintenancePort(server));
  }

  /** The port of the pod, in a cluster, that shows its metrics; empty for a stand-in. */
  public OptionalInt metricsPort() {
    return server == null ? OptionalInt.empty() : OptionalInt.of(ServerImage.metricsPort(server));
  }

  public PodSpec spec(Pod pod) {
    return new PodSpec(
        pod.name(),
        pod.namespace(),
        UUID.randomUUID().toString(),
        pod.labels().getOrDefault("version", ""),
        pod.locality().region(),
        pod.locality().zone(),
        "",
        pod.ip(),
        server == null ? Map.of() : server.container().env(),
        server == null ? standInArguments() : server.container().args());
  }

  /** The arguments of a stand-in, beside its ports. */
  public List<String> standInArguments() {
    return methods.areKnown()
        ? List.of(METHODS_FLAG + String.join(",", methods.paths()))
        : List.of();
  }
}
