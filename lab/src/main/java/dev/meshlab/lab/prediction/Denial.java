package dev.meshlab.lab.prediction;

/**
 * The answer of a pod's proxy in the pod's place.
 *
 * @param status the gRPC status name
 * @param reason why
 * @param isAsked whether the configuration asks for it by name
 */
public record Denial(String status, String reason, boolean isAsked) {}
