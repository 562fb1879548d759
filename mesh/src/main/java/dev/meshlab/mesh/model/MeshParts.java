package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.config.MeshConfig;

/** The parts of a mesh, none of which knows the whole. */
record MeshParts(
    MeshConfig config,
    Services services,
    Workloads workloads,
    GatewayWorkloads gateways,
    RulesInForce rules) {

  /** The same with another pod in the place of the one of its namespace and name. */
  MeshParts withPod(Pod changed) {
    Workloads others = workloads.withPod(changed);
    return new MeshParts(config, services, others, gateways.withPods(others.pods()), rules);
  }
}
