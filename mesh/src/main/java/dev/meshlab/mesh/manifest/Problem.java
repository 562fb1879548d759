package dev.meshlab.mesh.manifest;

import org.jspecify.annotations.Nullable;

/**
 * Something about a manifest that its author should know.
 *
 * @param path the field, as {@code spec.http[0].timeout}; empty for a document or file as a whole
 * @param value what was written there; null where it would not help
 * @param message what is wrong
 * @param hint what to do about it; may be empty
 */
public record Problem(
    Severity severity,
    Position position,
    String path,
    @Nullable String value,
    String message,
    String hint) {

  /** How bad it is. */
  public enum Severity {
    /** A cluster with Istio would refuse it, so the lab does. */
    ERROR,
    /** A cluster accepts it, but it may not do what its author thinks. */
    WARNING
  }

  /** Something a cluster would refuse. */
  public static Problem error(Position position, String path, String message, String hint) {
    return new Problem(Severity.ERROR, position, path, null, message, hint);
  }

  /** Something a cluster would accept. */
  public static Problem warning(Position position, String path, String message, String hint) {
    return new Problem(Severity.WARNING, position, path, null, message, hint);
  }

  /** Something that is wrong with input that is not in a file. */
  public static Problem general(String message) {
    return error(Position.of(""), "", message, "");
  }

  /** The same problem, naming the value that was written. */
  public Problem withValue(String written) {
    return new Problem(severity, position, path, written, message, hint);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  public String file() {
    return position.file();
  }

  public int line() {
    return position.line();
  }

  /** {@code file:line: path: message (value); hint}: the one rendering of a problem. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (!file().isEmpty()) {
      text.append(position).append(": ");
    }
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append(message);
    if (value != null && !value.isEmpty()) {
      text.append(" (").append(value).append(')');
    }
    return hint.isEmpty() ? text.toString() : text.append("; ").append(hint).toString();
  }
}
