package dev.meshlab.lab.plane;

/**
 * What a client calls.
 *
 * @param host the Service's full name, {@code name.namespace.svc.cluster.local}
 * @param port the Service's port, not the pods'
 */
public record Target(String host, int port) {

  /** As the client dials it, and as it stands in the {@code :authority} of its calls. */
  public String authority() {
    return host + ":" + port;
  }

  @Override
  public String toString() {
    return authority();
  }
}
