package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Position;

/**
 * Something that a cluster accepts and that does nothing, or harm, or not what it seems to.
 *
 * @param id the same for every occurrence of one idea
 * @param path the field; empty for an object as a whole
 * @param message what happens
 * @param fix the corrected YAML: the field of the path, or a block around or beside it; a comment
 *     where what to write is the author's to know
 * @param exercise the one of {@link Exercises} that shows it
 */
public record Advice(
    String id, Position position, String path, String message, String fix, String exercise) {

  /** About one field; about the mapping itself when no field is named. */
  static Advice of(
      String id, Fields fields, String field, String message, String fix, String exercise) {
    String path = field.isEmpty() ? fields.path() : fields.path(field);
    return new Advice(id, fields.position(field), path, message, fix, exercise);
  }

  /** The same where what to write cannot be told. */
  Advice withoutFix() {
    return new Advice(id, position, path, message, "", exercise);
  }

  /** {@code file:line: path: message}: the one line of it. */
  public String line() {
    return position + ": " + (path.isEmpty() ? "" : path + ": ") + message;
  }
}
