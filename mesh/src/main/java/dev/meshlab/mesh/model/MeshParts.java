package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Problem;
import java.util.List;

/**
 * The parts of a mesh, none of which knows the whole.
 *
 * @param problems found while they were read
 */
record MeshParts(
    Services services,
    Workloads workloads,
    GatewayWorkloads gateways,
    RulesInForce rules,
    List<Problem> problems) {

  /** The same with another pod in the place of the one of its namespace and name. */
  MeshParts withPod(Pod changed) {
    Workloads others = workloads.withPod(changed);
    return new MeshParts(services, others, gateways.withPods(others.pods()), rules, problems);
  }
}
