package dev.meshlab.mesh.diagnostic;

/** The relation of paths to fields, such as {@code spec.http[0].route}. */
public final class FieldPath {

  private FieldPath() {}

  /** True if a path leads to a block or to something within it; the empty path holds everything. */
  public static boolean isWithin(String path, String block) {
    return block.isEmpty()
        || path.equals(block)
        || path.startsWith(block + ".")
        || path.startsWith(block + "[");
  }
}
