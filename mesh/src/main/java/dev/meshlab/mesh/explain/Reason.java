package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import org.jspecify.annotations.Nullable;

/**
 * The reason for a verdict.
 *
 * @param text in words; empty for a field that is honoured
 * @param cause the cause by its id, which several fields may share; null where there is no more to
 *     it than the text
 */
public record Reason(String text, @Nullable DiagnosticId cause) {

  /** A reason that is not shared as a cause. */
  public static Reason of(String text) {
    return new Reason(text, null);
  }
}
