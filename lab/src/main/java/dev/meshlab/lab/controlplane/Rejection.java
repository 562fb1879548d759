package dev.meshlab.lab.controlplane;

/**
 * A client's refusal of what it was sent.
 *
 * @param group whose configuration it is
 * @param type the type that was refused
 * @param version the content hash that was refused
 * @param message what the client says, verbatim
 */
public record Rejection(NodeGroup group, XdsType type, String version, String message) {}
