package dev.meshlab.mesh.diagnostic;

/**
 * The place of something that was written.
 *
 * @param file the file as the user named it
 * @param line counted from 1; 0 for a file as a whole
 * @param column counted from 1; 0 for a file as a whole
 */
public record Position(String file, int line, int column) {

  /** The file as a whole, for a diagnostic that has no line. */
  public static Position of(String file) {
    return new Position(file, 0, 0);
  }

  /** {@code file:line}, the form that editors and terminals make clickable. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
