package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.model.name.GrpcMethods;

/**
 * A port of a pod that runs here.
 *
 * @param address the pod's, in the mesh
 * @param port the pod's, in the mesh
 * @param loopbackPort where the pod itself takes calls on this machine
 * @param http1 whether it answers HTTP/1.1 there, and not gRPC
 * @param methods that it has where it answers gRPC
 */
public record PodSocket(
    String address, int port, int loopbackPort, boolean http1, GrpcMethods methods) {

  /** {@code address:port} in the mesh. */
  public String name() {
    return address + ":" + port;
  }

  /** The address in a {@linkplain #name name}, which may hold colons itself. */
  public static String address(String name) {
    return name.substring(0, name.lastIndexOf(':'));
  }
}
