package dev.meshlab.mesh.diagnostic;

import java.util.List;

/** Paths to fields, such as {@code spec.http[0].route}, and how they are related. */
public final class FieldPath {

  private FieldPath() {}

  /** True if a path leads to a block or to something within it; the empty path holds everything. */
  public static boolean isWithin(String path, String block) {
    return block.isEmpty()
        || path.equals(block)
        || path.startsWith(block + ".")
        || path.startsWith(block + "[");
  }

  /**
   * Paths in one phrase: the block that holds them all, then the rest of each.
   *
   * @param paths at least one
   */
  public static String together(List<String> paths) {
    String first = paths.get(0);
    if (paths.size() == 1) {
      return first;
    }
    int block = block(paths).length();
    List<String> rests = paths.stream().map(path -> path.substring(block)).toList();
    return block == 0
        ? String.join(", ", rests)
        : first.substring(0, block - 1) + ": " + String.join(", ", rests);
  }

  /** The beginning that all paths have in common, up to a dot. */
  private static String block(List<String> paths) {
    String common = paths.get(0);
    for (String path : paths) {
      int end = 0;
      int most = Math.min(common.length(), path.length());
      while (end < most && common.charAt(end) == path.charAt(end)) {
        end++;
      }
      common = common.substring(0, common.substring(0, end).lastIndexOf('.') + 1);
    }
    return common;
  }
}
