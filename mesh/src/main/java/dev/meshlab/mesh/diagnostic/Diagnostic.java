package dev.meshlab.mesh.diagnostic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something about a manifest that its author should know.
 *
 * @param id the idea behind it; it decides the severity
 * @param position where it is
 * @param path the field, as {@code spec.http[0].timeout}; empty for a document or file as a whole
 * @param value the value that was written there; null where it would not help
 * @param message what is wrong, or what happens
 * @param fix what to do about it, in words or as YAML to paste: the field of the path, or a block
 *     around or beside it; empty where nothing can be proposed
 * @param idle what has no effect because of this
 */
public record Diagnostic(
    DiagnosticId id,
    Position position,
    String path,
    @Nullable String value,
    String message,
    String fix,
    List<Idle> idle) {

  public Diagnostic {
    idle = List.copyOf(idle);
  }

  /** A diagnostic without a value. */
  public static Diagnostic of(
      DiagnosticId id, Position position, String path, String message, String fix) {
    return new Diagnostic(id, position, path, null, message, fix, List.of());
  }

  /** A diagnostic of input that is not in a file, such as an option. */
  public static Diagnostic general(String message) {
    return of(DiagnosticId.BAD_USAGE, Position.of(""), "", message, "");
  }

  /** The same diagnostic, naming the value that was written. */
  public Diagnostic withValue(String written) {
    return new Diagnostic(id, position, path, written, message, fix, idle);
  }

  /** The same diagnostic, of an object that has no effect because of it. */
  public Diagnostic idling(Position object) {
    return idling(List.of(Idle.whole(object)));
  }

  /** The same diagnostic, of parts that have no effect because of it. */
  public Diagnostic idling(List<Idle> parts) {
    return new Diagnostic(id, position, path, value, message, fix, parts);
  }

  /** The same diagnostic where what to write is not known. */
  public Diagnostic withoutFix() {
    return withFix("");
  }

  /** The same diagnostic with another proposal. */
  public Diagnostic withFix(String other) {
    return new Diagnostic(id, position, path, value, message, other, idle);
  }

  public Severity severity() {
    return id.severity();
  }

  public boolean isError() {
    return severity() == Severity.ERROR;
  }

  public String file() {
    return position.file();
  }

  /** The line, counted from 1; 0 for a file as a whole. */
  public int line() {
    return position.line();
  }

  /** The message, and the value where there is one. */
  public String sentence() {
    return value == null || value.isEmpty() ? message : message + " (" + value + ")";
  }

  /** {@code file:line: path: message (value)}: the one line of it. */
  public String headline() {
    String place = file().isEmpty() ? "" : position + ": ";
    return place + (path.isEmpty() ? "" : path + ": ") + sentence();
  }

  /** {@code file:line: path: message (value); fix}. */
  @Override
  public String toString() {
    return fix.isEmpty() ? headline() : headline() + "; " + fix;
  }
}
