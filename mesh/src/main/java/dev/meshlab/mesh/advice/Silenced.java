package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;

/**
 * Advice that its author does not want to hear.
 *
 * @param reason as the author gives it
 */
public record Silenced(Diagnostic advice, String reason) {}
