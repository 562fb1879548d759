package dev.meshlab.mesh.model;

/** The viewer of a mesh: the one whose configuration is made of it. */
public enum Viewer {
  /**
   * The virtual IP of a Service. It knows pods, addresses and port numbers, so reading protocols
   * and exports is not noted; it alone heeds session affinity.
   */
  ADDRESS,

  /** A caller inside the mesh. Gateways mean nothing to it, so reading Gateways is not noted. */
  CALLER,

  /** The workload of a Gateway. */
  GATEWAY
}
