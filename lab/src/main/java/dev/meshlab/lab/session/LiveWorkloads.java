package dev.meshlab.lab.session;

import dev.meshlab.lab.cast.WorkloadName;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.LiveDeployment;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The workloads of a mesh as they live in a cluster.
 *
 * @param written the mesh as the manifests have it
 */
record LiveWorkloads(Cluster cluster, Mesh written, Waiting waiting) {

  /**
   * A workload, by its name.
   *
   * @throws dev.meshlab.lab.failure.BadInput if the manifests have not one of this name
   */
  LiveDeployment deployment(String name) {
    return live(new WorkloadName(name).in(written));
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
