package dev.meshlab.mesh.input;

import java.io.InputStream;
import java.nio.file.Path;

/** Something that a person names as holding manifests. */
public sealed interface Source {

  /**
   * A file, a folder, or a pattern such as {@code rules/*.yaml}, which stands for what it matches
   * where nothing has the very name.
   *
   * @param recursive whether folders below a folder belong to it
   */
  record Place(Path path, boolean recursive) implements Source {}

  /**
   * A source that is not a file, such as standard input or the answer of a URL.
   *
   * @param name what problems are to call it
   * @param bytes read to the end, and closed
   * @param ifEmpty what to do where there is no object in it
   */
  record Bytes(String name, InputStream bytes, String ifEmpty) implements Source {}

  /**
   * A source that cannot be had, as a problem that is reported with those of the other sources.
   *
   * @param message what is wrong
   * @param hint what to do about it
   */
  record Unavailable(String name, String message, String hint) implements Source {}
}
