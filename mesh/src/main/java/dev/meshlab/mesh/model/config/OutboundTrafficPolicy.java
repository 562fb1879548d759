package dev.meshlab.mesh.model.config;

/** The treatment of calls to hosts that the mesh does not know. */
public enum OutboundTrafficPolicy {
  /** They are refused. */
  REGISTRY_ONLY,
  /** They go where they were meant to. */
  ALLOW_ANY
}
