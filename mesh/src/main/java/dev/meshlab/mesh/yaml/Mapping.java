package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fields by name, in the order in which they were written.
 *
 * @param entries each with the position of its key, which is where an unknown field is reported
 */
public record Mapping(Position position, Map<String, Entry> entries) implements Node {

  /** One field: where its key stands, and its value. */
  public record Entry(Position key, Node value) {}

  public Mapping {
    entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
  }

  /** The value of a field; null when it is absent or written as {@code null}. */
  public @Nullable Node get(String field) {
    Entry entry = entries.get(field);
    return entry == null || Scalar.isNull(entry.value()) ? null : entry.value();
  }

  /** The same with another value of a field, which stands where it stood, or at the beginning. */
  public Mapping with(String field, Node value) {
    Map<String, Entry> changed = new LinkedHashMap<>(entries);
    Entry written = entries.get(field);
    changed.put(field, new Entry(written == null ? position : written.key(), value));
    return new Mapping(position, changed);
  }

  /** The text of a field; null when it is absent or is not a scalar. */
  public @Nullable String text(String field) {
    return get(field) instanceof Scalar scalar ? scalar.text() : null;
  }

  @Override
  public String described() {
    return "a mapping";
  }
}
