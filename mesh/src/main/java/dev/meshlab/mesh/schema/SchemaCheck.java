package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Holds one object {@linkplain WithoutNulls without its nulls} against the schema of its kind, and
 * notes every difference.
 */
public final class SchemaCheck {

  /** Kubernetes's own, to which null is the same as nothing. */
  private static final String METADATA = "metadata.";

  private final SchemaProblems problems;
  private final ScalarCheck scalars;
  private final boolean refusesNull;

  /**
   * A check of one object.
   *
   * @param refusesNull whether a null that is an item of a list is an error, as in a CRD; Go reads
   *     it as an empty value of Kubernetes's own kinds
   */
  public SchemaCheck(List<Diagnostic> problems, boolean refusesNull) {
    this.problems = new SchemaProblems(problems);
    this.scalars = new ScalarCheck(this.problems);
    this.refusesNull = refusesNull;
  }

  public void check(Node node, Type type, String path) {
    if (Scalar.isNull(node)) {
      if (refusesNull && !path.startsWith(METADATA)) {
        problems.error(
            DiagnosticId.MISSING_FIELD, node, path, "is empty", "give it a value or remove it");
      }
    } else if (type instanceof Type.Message message) {
      checkMessage(node, message, path);
    } else if (type instanceof Type.ListOf list) {
      checkList(node, list, path);
    } else if (type instanceof Type.MapOf map) {
      checkMap(node, map, path);
    } else if (!(type instanceof Type.Anything)) {
      scalars.check(node, type, path);
    }
  }

  private void checkMessage(Node node, Type.Message message, String path) {
    if (!(node instanceof Mapping mapping)) {
      problems.mismatch(node, path, "a mapping", "write its fields below it, indented");
      return;
    }
    Map<String, Type.Field> fields = message.fields();
    mapping
        .entries()
        .forEach(
            (name, entry) -> {
              Type.Field field = fields.get(name);
              if (field == null) {
                unknown(name, entry, message, path);
              } else {
                check(entry.value(), field.type(), join(path, name));
              }
            });
    fields.forEach(
        (name, field) -> {
          if (field.required() && !mapping.entries().containsKey(name)) {
            problems.error(
                DiagnosticId.MISSING_FIELD,
                mapping,
                join(path, name),
                "is missing",
                "it is required");
          }
        });
    message.alternatives().forEach(names -> checkAlternatives(mapping, names, path));
  }

  private void unknown(String name, Mapping.Entry entry, Type.Message message, String path) {
    Map<String, Type.Field> fields = message.fields();
    String all = "it has " + String.join(", ", new TreeSet<>(fields.keySet()));
    String hint =
        owner(name, fields)
            .map(owner -> "it belongs to " + owner + ": indent it below " + owner)
            .orElseGet(() -> Nearest.hint(name, fields.keySet(), all));
    problems.add(
        Diagnostic.of(
            DiagnosticId.UNKNOWN_FIELD,
            entry.key(),
            join(path, name),
            "unknown field \"" + name + "\" in " + message.name(),
            hint));
  }

  /** The sibling that has a field of this name, as after lost indentation. */
  private static Optional<String> owner(String name, Map<String, Type.Field> fields) {
    return fields.entrySet().stream()
        .filter(
            sibling ->
                sibling.getValue().type() instanceof Type.Message message
                    && message.fields().containsKey(name))
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder());
  }

  private void checkAlternatives(Mapping mapping, List<String> names, String path) {
    List<String> given = names.stream().filter(mapping.entries()::containsKey).toList();
    if (given.size() > 1) {
      Mapping.Entry last = mapping.entries().get(given.get(given.size() - 1));
      problems.add(
          Diagnostic.of(
              DiagnosticId.CONFLICTING_FIELDS,
              last == null ? mapping.position() : last.key(),
              path,
              "only one of " + String.join(", ", names) + " may be given",
              "keep one of " + String.join(", ", given)));
    }
  }

  private void checkList(Node node, Type.ListOf list, String path) {
    if (!(node instanceof Sequence sequence)) {
      problems.mismatch(node, path, "a list", "start each item with \"- \"");
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      check(sequence.items().get(i), list.element(), path + "[" + i + "]");
    }
  }

  private void checkMap(Node node, Type.MapOf map, String path) {
    if (!(node instanceof Mapping mapping)) {
      problems.mismatch(node, path, "a mapping", "write it as name: value");
      return;
    }
    mapping.entries().forEach((k, entry) -> check(entry.value(), map.value(), join(path, k)));
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
