package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.ClusterNamespaces;
import dev.meshlab.lab.cast.ServerImage;
import dev.meshlab.lab.cast.WorkloadName;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The workloads that call. */
public final class Clients {

  private Clients() {}

  /**
   * The first client with a sidecar among the Deployments; else a Deployment that no Service leads
   * to, since such a one can only call; else a pod without labels in the namespace of the first
   * Service and the place of the first node.
   */
  public static ClientWorkload of(Mesh mesh) {
    return mesh.deployments().stream()
        .filter(ServerImage::isClient)
        .min(Comparator.comparing(client -> !hasSidecar(mesh, client)))
        .or(() -> callingOnly(mesh))
        .map(deployment -> workload(mesh, deployment))
        .orElseGet(() -> stranger(mesh));
  }

  /** The workload that a user names; empty if there is none. */
  public static Optional<ClientWorkload> named(Mesh mesh, String text) {
    WorkloadName name = new WorkloadName(text);
    return mesh.deployments().stream()
        .filter(name::isOf)
        .findFirst()
        .or(() -> mesh.deployments().stream().filter(name::isOfKindAndNameOf).findFirst())
        .map(deployment -> workload(mesh, deployment));
  }

  /** The first of the workloads that no Service leads to. */
  static Optional<Deployment> callingOnly(Mesh mesh) {
    return allCallingOnly(mesh).findFirst();
  }

  /** The workloads that no Service leads to. */
  static Stream<Deployment> allCallingOnly(Mesh mesh) {
    Set<String> called =
        mesh.services().stream()
            .flatMap(service -> behind(mesh, service))
            .map(Pod::workloadKey)
            .collect(Collectors.toSet());
    return mesh.deployments().stream()
        .filter(d -> !ServerImage.isServer(d) && !ClusterNamespaces.include(d.namespace()))
        .filter(
            d ->
                (d.replicas() > 0 || d.isBatch())
                    && !called.contains(d.namespace() + "/" + d.id()));
  }

  /** The pods that a Service selects, whatever their ports, and those that a person has listed. */
  private static Stream<Pod> behind(Mesh mesh, Service service) {
    Stream<Pod> listed =
        service.ports().stream()
            .flatMap(port -> mesh.endpoints(service, port).stream())
            .flatMap(endpoint -> mesh.pod(endpoint).stream());
    return Stream.concat(mesh.selectedPods(service).stream(), listed);
  }

  /** True if some Deployment is the lab's client. */
  static boolean isOfManifests(Mesh mesh) {
    return mesh.deployments().stream().anyMatch(ServerImage::isClient);
  }

  /** Stands for whichever gateway there is, where Istio's installer puts one. */
  public static ClientWorkload anyGateway() {
    return new ClientWorkload(IstioNames.GATEWAY_NAMESPACE, Map.of(), Locality.UNKNOWN);
  }

  private static boolean hasSidecar(Mesh mesh, Deployment deployment) {
    return mesh.injection(workload(mesh, deployment)).hasSidecar();
  }

  private static ClientWorkload workload(Mesh mesh, Deployment deployment) {
    return mesh.pods().stream()
        .filter(pod -> pod.workload().equals(deployment.id()))
        .filter(pod -> pod.namespace().equals(deployment.namespace()))
        .findFirst()
        .map(
            pod ->
                new ClientWorkload(
                    deployment.namespace(),
                    deployment.labels(),
                    pod.node(),
                    pod.locality(),
                    pod.refusal()))
        .orElseGet(
            () ->
                new ClientWorkload(
                    deployment.namespace(),
                    deployment.labels(),
                    "",
                    Locality.UNKNOWN,
                    deployment.refusal()));
  }

  private static ClientWorkload stranger(Mesh mesh) {
    String namespace = mesh.services().isEmpty() ? "default" : mesh.services().get(0).namespace();
    return mesh.nodes().entrySet().stream()
        .min(Comparator.comparing(node -> node.getValue().equals(Locality.UNKNOWN)))
        .map(node -> new ClientWorkload(namespace, Map.of(), node.getKey(), node.getValue()))
        .orElseGet(() -> new ClientWorkload(namespace, Map.of(), Locality.UNKNOWN));
  }
}
