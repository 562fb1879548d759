package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.model.MutualTls;

/**
 * A port of a pod, as the proxy in front of it knows it.
 *
 * @param socket {@code address:port} in the mesh
 * @param loopbackPort where the pod takes plain text on this machine
 * @param identity the name of the pod's certificate
 * @param mode what callers must speak
 */
public record InboundPort(String socket, int loopbackPort, String identity, MutualTls mode) {}
