package dev.meshlab.lab.controlplane;

/**
 * The clients that are given the same configuration: those whose node has this id.
 *
 * @param id the {@code node.id} of the bootstrap
 */
public record NodeGroup(String id) {
  @Override
  public String toString() {
    return id;
  }
}
