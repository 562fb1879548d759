package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which values of the manifests were read on the way to one plane's configuration, so
 * that a field that no translator read is known by construction and not from a table.
 *
 * <p>Belongs to one thread: a mesh and its translation are made in one go.
 */
public final class Reads {

  /** A value that was not read. */
  public record Unread(Position position, String path) {}

  /**
   * A value of a manifest.
   *
   * @param fields the names of the fields and map entries that hold it, the outermost first
   * @param read whether any translation read it
   * @param sent whether it was read only to be sent to a client that does not heed it
   * @param how in what its translation falls short of its meaning; null when it does not
   */
  public record Written(
      Position position,
      String path,
      List<String> fields,
      boolean read,
      boolean sent,
      @Nullable String how) {}

  /** Notes nothing: for readers that translate nothing. Several threads may share it. */
  public static final Reads NONE = new Reads(identities(), false);

  private static final Set<String> DESCRIPTIVE = Set.of("apiVersion", "kind", "metadata", "status");

  private final Set<Node> read;
  private final Set<Node> sent = identities();
  private final IdentityHashMap<Node, String> approximated = new IdentityHashMap<>();
  private final boolean noting;

  public Reads() {
    this(identities(), true);
  }

  private Reads(Set<Node> read, boolean noting) {
    this.read = read;
    this.noting = noting;
  }

  private static Set<Node> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** The notes of what is only sent, and heeded by nothing that receives it. */
  Reads ofSent() {
    return noting ? new Reads(sent, true) : this;
  }

  void mark(Node node) {
    if (noting) {
      read.add(node);
    }
  }

  void approximate(Node node, String how) {
    if (noting) {
      approximated.put(node, how);
    }
  }

  /** The {@link #written} values that were not read. */
  public List<Unread> unread(Document document) {
    return written(document).stream()
        .filter(value -> !value.read())
        .map(value -> new Unread(value.position(), value.path()))
        .toList();
  }

  /**
   * The scalars and empty collections of a document, in the order of the file. What only identifies
   * or describes the object, or is written by a cluster, is left out.
   */
  public List<Written> written(Document document) {
    List<Written> written = new ArrayList<>();
    document
        .root()
        .entries()
        .forEach(
            (field, entry) -> {
              if (!DESCRIPTIVE.contains(field)) {
                collect(entry.value(), field, List.of(field), written);
              }
            });
    return written;
  }

  private void collect(Node node, String path, List<String> fields, List<Written> written) {
    if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
      mapping
          .entries()
          .forEach((f, e) -> collect(e.value(), path + "." + f, below(fields, f), written));
    } else if (node instanceof Sequence sequence && !sequence.items().isEmpty()) {
      for (int i = 0; i < sequence.items().size(); i++) {
        collect(sequence.items().get(i), path + "[" + i + "]", fields, written);
      }
    } else {
      boolean isRead = read.contains(node);
      boolean isSent = !isRead && sent.contains(node);
      written.add(
          new Written(node.position(), path, fields, isRead, isSent, approximated.get(node)));
    }
  }

  private static List<String> below(List<String> fields, String field) {
    return Stream.concat(fields.stream(), Stream.of(field)).toList();
  }
}
