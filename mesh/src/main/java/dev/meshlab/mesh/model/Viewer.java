package dev.meshlab.mesh.model;

/** The viewer of a mesh: the one whose configuration is made of it. */
public enum Viewer {
  /** A caller inside the mesh. Gateways mean nothing to it, so reading Gateways is not noted. */
  CALLER,

  /** The workload of a Gateway. */
  GATEWAY
}
