package dev.meshlab.mesh.model.name;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Comparator;

/**
 * The metadata by which istiod tells objects of one kind apart, and orders them.
 *
 * @param created the creation timestamp as written, whose text sorts by time; empty when there is
 *     none
 */
public record Metadata(String name, String namespace, String created) {

  /** The order in which istiod takes rules (model.sortConfigByCreationTime). */
  public static final Comparator<Metadata> BY_AGE =
      Comparator.comparing(Metadata::created)
          .thenComparing(Metadata::name)
          .thenComparing(Metadata::namespace);

  /**
   * The order in which istiod takes Services (model.SortServicesByCreationTime), and EnvoyFilters
   * of one priority.
   */
  public static final Comparator<Metadata> BY_AGE_AND_HOST =
      Comparator.comparing(Metadata::created).thenComparing(m -> m.name + "." + m.namespace);

  /** The order in which istiod takes routes (gateway/conversion.go sortRoutesByCreationTime). */
  public static final Comparator<Metadata> BY_AGE_AND_NAMESPACE =
      Comparator.comparing(Metadata::created)
          .thenComparing(Metadata::namespace)
          .thenComparing(Metadata::name);

  public static Metadata of(Document document, Fields root) {
    String created = root.below("metadata").string("creationTimestamp", "");
    return new Metadata(document.name(), document.namespace(), created);
  }

  /** The same object under another name, as istiod gives it to what it makes of an object. */
  public Metadata named(String other) {
    return new Metadata(other, namespace, created);
  }

  /** {@code namespace/name}. */
  public String qualified() {
    return namespace + "/" + name;
  }
}
