package dev.meshlab.lab.session;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.LiveDeployment;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The workloads of a mesh as they live in a cluster.
 *
 * @param written the mesh as the manifests have it
 */
record LiveWorkloads(Cluster cluster, Mesh written, Waiting waiting) {

  /**
   * A workload, by its name.
   *
   * @throws BadInput if the manifests have none of this name
   */
  LiveDeployment deployment(String name) {
    return written.deployments().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .map(this::live)
        .orElseThrow(
            () ->
                new BadInput(
                    "a step names the workload '%s', which the manifests do not have; they have %s"
                        .formatted(
                            name,
                            written.deployments().stream()
                                .map(Deployment::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** The number of pods that each is to have. */
  Map<LiveDeployment, Integer> replicas() {
    Map<LiveDeployment, Integer> all = new LinkedHashMap<>();
    written.deployments().forEach(each -> all.put(live(each), each.replicas()));
    return all;
  }

  private LiveDeployment live(Deployment workload) {
    return new LiveDeployment(cluster, workload.namespace(), workload.name(), waiting);
  }
}
