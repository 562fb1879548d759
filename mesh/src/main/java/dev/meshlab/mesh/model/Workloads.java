package dev.meshlab.mesh.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * The pods of a mesh, what asks for them, and for which Services they answer.
 *
 * @param pods those of the manifests, and those that Deployments ask for
 * @param nodes where the cluster's nodes are, by name, in the order of the manifests
 */
record Workloads(
    List<Pod> pods,
    List<Deployment> deployments,
    Map<String, Locality> nodes,
    EndpointIndex endpoints) {

  /**
   * @param running those of the pods of which the manifests show the cluster's own endpoints
   * @param slices the endpoints that manifests list
   * @param nodes where nodes are, by name
   */
  static Workloads of(
      List<Pod> pods,
      List<Pod> running,
      List<Deployment> deployments,
      List<EndpointSlice> slices,
      Map<String, Locality> nodes) {
    return new Workloads(
        List.copyOf(pods),
        List.copyOf(deployments),
        Collections.unmodifiableMap(nodes),
        EndpointIndex.of(slices, pods, running, Map.copyOf(nodes)));
  }

  /** The same with another pod in the place of the one of its namespace and name. */
  Workloads withPod(Pod changed) {
    List<Pod> others = pods.stream().map(pod -> pod.isNamedAs(changed) ? changed : pod).toList();
    return new Workloads(others, deployments, nodes, endpoints.withPods(others));
  }
}
