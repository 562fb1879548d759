package dev.meshlab.lab.cast;

/**
 * The address that a client calls.
 *
 * @param host a Service's full name, {@code name.namespace.svc.cluster.local}, or another host for
 *     which the mesh has routes
 * @param port the Service's port, not the pods'
 * @param authority the {@code :authority} of the calls
 */
public record Target(String host, int port, String authority) {

  /** Called by its own name. */
  public Target(String host, int port) {
    this(host, port, host + ":" + port);
  }

  /** The same address, called by another name. */
  public Target calledBy(String name) {
    return new Target(host, port, name);
  }

  /** The host by which it is called: what a TLS client names, and checks the certificate for. */
  public String serverName() {
    return authority.replaceFirst(":\\d+$", "");
  }

  /** {@code host:port}, as the client dials it. */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
