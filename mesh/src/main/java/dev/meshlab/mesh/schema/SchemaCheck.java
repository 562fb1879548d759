package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Durations;
import dev.meshlab.mesh.manifest.Nearest;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Holds one object against the schema of its kind, and notes every difference. */
public final class SchemaCheck {

  /** Kubernetes's own, to which null is the same as nothing. */
  private static final String METADATA = "metadata.";

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final int NANOS_PER_MILLI = 1_000_000;

  private final List<Diagnostic> problems;
  private final boolean refusesNull;

  /**
   * A check of one object.
   *
   * @param refusesNull whether an explicit null is an error, or the same as an absent field
   */
  public SchemaCheck(List<Diagnostic> problems, boolean refusesNull) {
    this.problems = problems;
    this.refusesNull = refusesNull;
  }

  public void check(Node node, Type type, String path) {
    if (Scalar.isNull(node)) {
      if (refusesNull && !path.startsWith(METADATA)) {
        error(DiagnosticId.MISSING_FIELD, node, path, "is empty", "give it a value or remove it");
      }
    } else if (type instanceof Type.Message message) {
      checkMessage(node, message, path);
    } else if (type instanceof Type.ListOf list) {
      checkList(node, list, path);
    } else if (type instanceof Type.MapOf map) {
      checkMap(node, map, path);
    } else if (!(type instanceof Type.Anything)) {
      checkScalar(node, type, path);
    }
  }

  private void checkMessage(Node node, Type.Message message, String path) {
    if (!(node instanceof Mapping mapping)) {
      mismatch(node, path, "a mapping", "write its fields below it, indented");
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
              } else if (!(field.nullable() && Scalar.isNull(entry.value()))) {
                check(entry.value(), field.type(), join(path, name));
              }
            });
    fields.forEach(
        (name, field) -> {
          if (field.required() && !mapping.entries().containsKey(name)) {
            error(
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
      mismatch(node, path, "a list", "start each item with \"- \"");
      return;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      check(sequence.items().get(i), list.element(), path + "[" + i + "]");
    }
  }

  private void checkMap(Node node, Type.MapOf map, String path) {
    if (!(node instanceof Mapping mapping)) {
      mismatch(node, path, "a mapping", "write it as name: value");
      return;
    }
    mapping.entries().forEach((k, entry) -> check(entry.value(), map.value(), join(path, k)));
  }

  private void checkScalar(Node node, Type type, String path) {
    if (!(node instanceof Scalar scalar)) {
      mismatch(node, path, "a single value", "");
    } else if (type instanceof Type.Whole whole) {
      checkWhole(scalar, whole, path);
    } else if (type instanceof Type.Real real) {
      checkReal(scalar, real, path);
    } else if (type instanceof Type.Truth) {
      if (scalar.kind() != Scalar.Kind.BOOLEAN) {
        mismatch(scalar, path, "a boolean", "write true or false, without quotes");
      }
    } else if (type instanceof Type.WholeOrText || type instanceof Type.Quantity) {
      if (scalar.kind() == Scalar.Kind.BOOLEAN) {
        mismatch(scalar, path, "a number or a string", "");
      } else if (type instanceof Type.Quantity && !Type.Quantity.isOne(scalar.text())) {
        String message = "quantities must match the regular expression '" + Type.Quantity.SYNTAX;
        error(DiagnosticId.INVALID_VALUE, scalar, path, message + "'", "write it as 100m or 256Mi");
      }
    } else if (scalar.kind() != Scalar.Kind.STRING) {
      mismatch(scalar, path, "a string", "write \"" + scalar.text() + "\" in quotes");
    } else if (type instanceof Type.OneOf oneOf) {
      checkOneOf(scalar, oneOf, path);
    } else if (type instanceof Type.Span span) {
      checkSpan(scalar, span, path);
    }
  }

  private void checkWhole(Scalar scalar, Type.Whole whole, String path) {
    Long value = scalar.integer();
    if (value == null) {
      mismatch(scalar, path, "a whole number", unquoted(scalar));
    } else if (value < whole.min() || value > whole.max()) {
      outOfRange(scalar, path, String.valueOf(whole.min()), String.valueOf(whole.max()));
    }
  }

  private void checkReal(Scalar scalar, Type.Real real, String path) {
    Double value = scalar.number();
    if (value == null) {
      mismatch(scalar, path, "a number", unquoted(scalar));
    } else if (value < real.min() || value > real.max()) {
      outOfRange(scalar, path, String.valueOf(real.min()), String.valueOf(real.max()));
    }
  }

  private static String unquoted(Scalar scalar) {
    boolean quoted = scalar.kind() == Scalar.Kind.STRING;
    return quoted && Scalar.plain(scalar.position(), scalar.text()).number() != null
        ? "write it without quotes"
        : "";
  }

  private void checkOneOf(Scalar scalar, Type.OneOf oneOf, String path) {
    if (!oneOf.values().contains(scalar.text())) {
      String all = "write one of " + String.join(", ", oneOf.values());
      error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "is not a known value",
          Nearest.hint(scalar.text(), oneOf.values(), all));
    }
  }

  private void checkSpan(Scalar scalar, Type.Span span, String path) {
    Duration duration = Durations.parse(scalar.text());
    if (duration == null || duration.compareTo(span.zeroAllowed() ? Duration.ZERO : SHORTEST) < 0) {
      error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "must be a valid duration greater than 1ms",
          "write it as 10s or 250ms");
    } else if (!span.zeroAllowed() && duration.toNanosPart() % NANOS_PER_MILLI != 0) {
      error(
          DiagnosticId.INVALID_VALUE,
          scalar,
          path,
          "only durations to ms precision are supported",
          "write it as 250ms");
    }
  }

  private void outOfRange(Scalar scalar, String path, String min, String max) {
    error(
        DiagnosticId.INVALID_VALUE,
        scalar,
        path,
        "is out of range",
        "it must be from " + min + " to " + max);
  }

  private void mismatch(Node node, String path, String expected, String hint) {
    error(
        DiagnosticId.WRONG_TYPE,
        node,
        path,
        "must be " + expected + " but is " + node.described(),
        hint);
  }

  private void error(DiagnosticId id, Node node, String path, String message, String hint) {
    Diagnostic problem = Diagnostic.of(id, node.position(), path, message, hint);
    boolean showsValue = node instanceof Scalar scalar && !scalar.text().isEmpty();
    problems.add(showsValue ? problem.withValue(((Scalar) node).text()) : problem);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
