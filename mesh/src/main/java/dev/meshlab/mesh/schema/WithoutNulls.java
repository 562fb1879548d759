package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An object without its nulls, which an API server removes before it looks at an object that a CRD
 * defines (kubernetes/apiextensions-apiserver, defaulting.PruneNonNullableNullsWithoutDefaults) and
 * which Go's and the protos' JSON reads as absent fields. Nulls that are items of a list stay, and
 * so do those where a schema allows anything.
 */
public final class WithoutNulls {

  private static final String METADATA = "metadata";

  private WithoutNulls() {}

  /**
   * The object as an API server reads it.
   *
   * @param ofMaps whether nulls of maps are removed too, as in a CRD; for Kubernetes's own kinds,
   *     and in all metadata, Go reads such a one as an empty text
   */
  public static Mapping of(Mapping object, Type kind, boolean ofMaps) {
    if (!(kind instanceof Type.Message message)) {
      return object;
    }
    Map<String, Mapping.Entry> kept = new LinkedHashMap<>();
    object
        .entries()
        .forEach(
            (name, entry) -> keep(kept, name, entry, message, ofMaps && !name.equals(METADATA)));
    return new Mapping(object.position(), kept);
  }

  private static Node of(Node node, Type type, boolean ofMaps) {
    if (node instanceof Mapping mapping && type instanceof Type.Message message) {
      return ofMessage(mapping, message, ofMaps);
    }
    if (node instanceof Mapping mapping && type instanceof Type.MapOf map) {
      return ofMap(mapping, map, ofMaps);
    }
    return node instanceof Sequence list && type instanceof Type.ListOf of
        ? new Sequence(
            list.position(),
            list.items().stream().map(item -> of(item, of.element(), ofMaps)).toList())
        : node;
  }

  private static Mapping ofMessage(Mapping mapping, Type.Message message, boolean ofMaps) {
    Map<String, Mapping.Entry> kept = new LinkedHashMap<>();
    mapping.entries().forEach((name, entry) -> keep(kept, name, entry, message, ofMaps));
    return new Mapping(mapping.position(), kept);
  }

  /** A field that the schema does not know stays as it is, to be reported as that. */
  private static void keep(
      Map<String, Mapping.Entry> kept,
      String name,
      Mapping.Entry entry,
      Type.Message message,
      boolean ofMaps) {
    Type.Field field = message.fields().get(name);
    if (field == null) {
      kept.put(name, entry);
    } else if (!Scalar.isNull(entry.value())) {
      kept.put(name, new Mapping.Entry(entry.key(), of(entry.value(), field.type(), ofMaps)));
    }
  }

  private static Mapping ofMap(Mapping mapping, Type.MapOf map, boolean ofMaps) {
    Map<String, Mapping.Entry> kept = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              if (!ofMaps || !Scalar.isNull(entry.value())) {
                Node value = of(entry.value(), map.value(), ofMaps);
                kept.put(name, new Mapping.Entry(entry.key(), value));
              }
            });
    return new Mapping(mapping.position(), kept);
  }
}
