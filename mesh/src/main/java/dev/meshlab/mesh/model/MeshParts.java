package dev.meshlab.mesh.model;

import dev.meshlab.mesh.model.config.MeshConfig;

/** The parts of a mesh, none of which knows the whole. */
record MeshParts(
    MeshConfig config,
    Services services,
    ExternalNames externalNames,
    Workloads workloads,
    GatewayWorkloads gateways,
    RulesInForce rules) {

  /** The same with another pod in the place of the one of its namespace and name. */
  MeshParts withPod(Pod changed) {
    Workloads others = workloads.withPod(changed);
    GatewayWorkloads moved = gateways.withPods(others.pods());
    return new MeshParts(config, services, externalNames, others, moved, rules);
  }
}
