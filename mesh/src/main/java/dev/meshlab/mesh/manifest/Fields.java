package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The typed reader of one mapping, and the only way by which the model and the translation see a
 * manifest: every value taken through it is noted in its {@link Reads}.
 *
 * <p>It never throws for what a person wrote. A value of the wrong type reads as absent; the schema
 * check has reported it.
 */
public final class Fields {

  private final Mapping mapping;
  private final String path;
  private final Reads reads;

  private Fields(Mapping mapping, String path, Reads reads) {
    this.mapping = mapping;
    this.path = path;
    this.reads = reads;
  }

  /** The fields of a whole object: {@code metadata}, {@code spec} and so on. */
  public static Fields of(Document document, Reads reads) {
    return new Fields(document.root(), "", reads);
  }

  /** The same, read without being noted: for checks that translate nothing. */
  public static Fields of(Document document) {
    return of(document, Reads.NONE);
  }

  /** The same fields, read without being noted. */
  public Fields unnoted() {
    return new Fields(mapping, path, Reads.NONE);
  }

  /** The same fields, noted as only sent to a client that does not heed them. */
  public Fields sent() {
    return new Fields(mapping, path, reads.ofSent());
  }

  /** Another mapping in the place of this one. */
  Fields withMapping(Mapping other) {
    return new Fields(other, path, reads);
  }

  Mapping mapping() {
    return mapping;
  }

  /** The place where this mapping starts. */
  public Position position() {
    return mapping.position();
  }

  /** The place of a field's key; the mapping's own place when the field is absent. */
  public Position position(String field) {
    Mapping.Entry entry = mapping.entries().get(field);
    return entry == null ? mapping.position() : entry.key();
  }

  /** The path of a field from the root of the object, as {@code spec.http[0].route}. */
  public String path(String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  /** The path of this mapping. */
  public String path() {
    return path;
  }

  /** True if a field is present and not null. Looking does not count as reading. */
  public boolean has(String field) {
    return mapping.get(field) != null;
  }

  public Optional<String> string(String field) {
    return scalar(field).map(Scalar::asText);
  }

  public String string(String field, String fallback) {
    return string(field).orElse(fallback);
  }

  public Optional<Long> integer(String field) {
    return scalar(field).map(Scalar::integer);
  }

  /** A whole number that fits 32 bits. */
  public int integer(String field, int fallback) {
    return integer(field).filter(n -> n == n.intValue()).map(Long::intValue).orElse(fallback);
  }

  /** A number, whole or not. */
  public Optional<Double> number(String field) {
    return scalar(field).map(Scalar::number);
  }

  public Optional<Boolean> bool(String field) {
    return scalar(field).filter(s -> s.kind() == Scalar.Kind.BOOLEAN).map(Scalar::isTrue);
  }

  public boolean bool(String field, boolean fallback) {
    return bool(field).orElse(fallback);
  }

  public Optional<Duration> duration(String field) {
    return scalar(field).map(scalar -> Durations.parse(scalar.text()));
  }

  /** Notes that what becomes of a field is not quite what it means, and in what it differs. */
  public void approximated(String field, String how) {
    if (mapping.get(field) instanceof Scalar scalar) {
      reads.mark(scalar);
      reads.approximate(scalar, how);
    }
  }

  /** Notes scalars as read whose values change nothing where they are read. */
  public void heed(String... fields) {
    for (String field : fields) {
      Optional<Scalar> unused = scalar(field);
    }
  }

  /** Notes all scalars of this mapping as read, as {@link #heed} does. */
  public void heedAll() {
    names().forEach(this::heed);
  }

  /** A nested mapping. */
  public Optional<Fields> child(String field) {
    return lookup(field) instanceof Mapping nested
        ? Optional.of(new Fields(nested, path(field), reads))
        : Optional.empty();
  }

  /** A nested mapping; one without fields when it is absent. */
  public Fields below(String field) {
    return child(field)
        .orElseGet(() -> new Fields(new Mapping(position(field), Map.of()), path(field), reads));
  }

  /** The mappings of a list. */
  public List<Fields> children(String field) {
    List<Fields> children = new ArrayList<>();
    List<Node> items = items(field);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Mapping nested) {
        children.add(new Fields(nested, path(field) + "[" + i + "]", reads));
      }
    }
    return children;
  }

  /** The texts of a list of scalars. */
  public List<String> strings(String field) {
    List<String> strings = new ArrayList<>();
    for (Node item : items(field)) {
      if (item instanceof Scalar scalar) {
        reads.mark(scalar);
        strings.add(scalar.asText());
      }
    }
    return strings;
  }

  /** The places of the texts of a list of scalars. */
  public List<Position> positions(String field) {
    return items(field).stream().filter(Scalar.class::isInstance).map(Node::position).toList();
  }

  /** Whatever a field holds, read whole, as JSON; empty when it is absent. */
  public Optional<String> json(String field) {
    return Optional.ofNullable(lookup(field)).map(node -> Json.of(node, reads));
  }

  /** A mapping of texts, such as labels, in the order in which it was written. */
  public Map<String, String> stringMap(String field) {
    Map<String, String> map = new LinkedHashMap<>();
    child(field).ifPresent(c -> c.names().forEach(n -> map.put(n, c.string(n, ""))));
    return map;
  }

  /** The names of all fields, in the order in which they were written. */
  public Set<String> names() {
    if (mapping.entries().isEmpty()) {
      reads.mark(mapping);
    }
    return mapping.entries().keySet();
  }

  /** A value by name. Looking into an empty mapping counts as reading it: it has no more to say. */
  private @Nullable Node lookup(String field) {
    if (mapping.entries().isEmpty()) {
      reads.mark(mapping);
    }
    return mapping.get(field);
  }

  private List<Node> items(String field) {
    if (!(lookup(field) instanceof Sequence sequence)) {
      return List.of();
    }
    if (sequence.items().isEmpty()) {
      reads.mark(sequence);
    }
    return sequence.items();
  }

  private Optional<Scalar> scalar(String field) {
    if (!(lookup(field) instanceof Scalar scalar)) {
      return Optional.empty();
    }
    reads.mark(scalar);
    return Optional.of(scalar);
  }

  /** A diagnostic of a field; of the mapping itself when no field is named. */
  public Diagnostic diagnostic(DiagnosticId id, String field, String message, String fix) {
    String where = field.isEmpty() ? path() : path(field);
    return Diagnostic.of(id, position(field), where, message, fix);
  }
}
