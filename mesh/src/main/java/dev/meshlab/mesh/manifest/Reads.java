package dev.meshlab.mesh.manifest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Remembers which values of the manifests were read on the way to one plane's configuration, so
 * that a field which nobody translated is known by construction and not from a table.
 *
 * <p>Belongs to one thread: a mesh and its translation are made in one go.
 */
public final class Reads {

  /** A value that nobody read. */
  public record Unread(Position position, String path) {}

  private static final Set<String> DESCRIPTIVE = Set.of("apiVersion", "kind", "metadata", "status");

  private final Set<Node> read = Collections.newSetFromMap(new IdentityHashMap<>());

  void mark(Node node) {
    read.add(node);
  }

  /**
   * The scalars and empty collections of a document that nobody read, in the order of the file.
   * What only identifies or describes the object, or is written by a cluster, is left out.
   */
  public List<Unread> unread(Document document) {
    List<Unread> unread = new ArrayList<>();
    document
        .root()
        .entries()
        .forEach(
            (field, entry) -> {
              if (!DESCRIPTIVE.contains(field)) {
                collect(entry.value(), field, unread);
              }
            });
    return unread;
  }

  private void collect(Node node, String path, List<Unread> unread) {
    if (read.contains(node)) {
      return;
    }
    if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      mapping.entries().forEach((f, entry) -> collect(entry.value(), path + "." + f, unread));
    } else if (node instanceof Sequence sequence && !sequence.items().isEmpty()) {
      for (int i = 0; i < sequence.items().size(); i++) {
        collect(sequence.items().get(i), path + "[" + i + "]", unread);
      }
    } else {
      unread.add(new Unread(node.position(), path));
    }
  }
}
