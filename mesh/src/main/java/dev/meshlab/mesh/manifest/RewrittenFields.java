package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A mapping put together from the values of others, as when one kind of rule is rewritten as
 * another. A value that is carried over stays the value it was: it keeps its place in the file, and
 * reading it here is reading it there.
 */
public final class RewrittenFields {

  private final Fields origin;
  private final Map<String, Mapping.Entry> entries = new LinkedHashMap<>();

  private RewrittenFields(Fields origin) {
    this.origin = origin;
  }

  /** An empty mapping that stands where another does. */
  public static RewrittenFields at(Fields origin) {
    return new RewrittenFields(origin);
  }

  /** A mapping with all the fields of another. */
  public static RewrittenFields copyOf(Fields origin) {
    RewrittenFields copy = new RewrittenFields(origin);
    copy.entries.putAll(origin.mapping().entries());
    return copy;
  }

  /** Carries a field over, under a name of its own. Does nothing when the field is absent. */
  public RewrittenFields carry(String name, Fields from, String field) {
    if (from.has(field)) {
      entries.put(name, from.mapping().entries().get(field));
    }
    return this;
  }

  /** Carries a field over unless there is one of that name already. */
  public RewrittenFields carryIfAbsent(String field, Fields from) {
    return fields().has(field) ? this : carry(field, from, field);
  }

  public RewrittenFields put(String field, String text) {
    return put(field, new Scalar(origin.position(), text, Scalar.Kind.STRING));
  }

  public RewrittenFields put(String field, long number) {
    return put(field, new Scalar(origin.position(), String.valueOf(number), Scalar.Kind.INTEGER));
  }

  public RewrittenFields put(String field, boolean flag) {
    return put(field, new Scalar(origin.position(), String.valueOf(flag), Scalar.Kind.BOOLEAN));
  }

  public RewrittenFields put(String field, double number) {
    return put(field, new Scalar(origin.position(), String.valueOf(number), Scalar.Kind.NUMBER));
  }

  public RewrittenFields put(String field, Fields nested) {
    return put(field, nested.mapping());
  }

  public RewrittenFields put(String field, RewrittenFields nested) {
    return put(field, nested.mapping());
  }

  public RewrittenFields put(String field, List<Fields> items) {
    List<Mapping> mappings = items.stream().map(Fields::mapping).toList();
    return put(field, new Sequence(origin.position(), List.copyOf(mappings)));
  }

  public RewrittenFields without(String field) {
    entries.remove(field);
    return this;
  }

  /** The mapping that was put together, to be read as the original would be. */
  public Fields fields() {
    return origin.withMapping(mapping());
  }

  private RewrittenFields put(String field, Node value) {
    entries.put(field, new Mapping.Entry(origin.position(), value));
    return this;
  }

  private Mapping mapping() {
    return new Mapping(origin.position(), entries);
  }
}
