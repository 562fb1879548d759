package dev.meshlab.lab.prediction;

/**
 * The answer that a call gets in place of its method's, by a pod or by the proxy before it.
 *
 * @param status the gRPC status name
 * @param reason why
 * @param isAsked whether the configuration asks for it by name
 */
public record Denial(String status, String reason, boolean isAsked) {}
