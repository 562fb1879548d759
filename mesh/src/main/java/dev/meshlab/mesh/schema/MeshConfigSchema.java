package dev.meshlab.mesh.schema;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The schema of the mesh config, which istiod reads as JSON of protocol buffers and more leniently
 * than an API server reads an object (istio/istio, protomarshal.ApplyYAML): a field may have its
 * name in the proto's own spelling, a number may stand in quotes, null is the same as nothing, and
 * fields that it does not know are left out.
 */
public final class MeshConfigSchema {

  private static final Type TYPE = type();

  /** More than that is a list of all names, of which the mesh config has too many. */
  private static final int LONGEST_HINT = 200;

  private MeshConfigSchema() {}

  private static Type type() {
    Type operator = Kinds.ALL.find("install.istio.io/v1alpha1", "IstioOperator").orElseThrow();
    return field(field(operator, "spec"), "meshConfig");
  }

  private static Type field(Type message, String name) {
    return Objects.requireNonNull(((Type.Message) message).fields().get(name), name).type();
  }

  /** A mesh config in the spelling of its schema; the positions stay. */
  public static Node spelled(Node written) {
    return spelled(written, TYPE);
  }

  /** The problems of a mesh config that is spelled so. */
  public static List<Diagnostic> problems(Node spelled, String path) {
    List<Diagnostic> problems = new ArrayList<>();
    new SchemaCheck(problems, false).check(spelled, TYPE, path);
    return problems.stream().map(MeshConfigSchema::lenient).toList();
  }

  /** A field that is not known changes nothing, where for other objects it is an error. */
  private static Diagnostic lenient(Diagnostic problem) {
    return problem.id() == DiagnosticId.UNKNOWN_FIELD
        ? Diagnostic.of(
            DiagnosticId.UNKNOWN_MESH_FIELD,
            problem.position(),
            problem.path(),
            problem.message() + ", which istiod leaves out",
            problem.fix().length() <= LONGEST_HINT ? problem.fix() : "")
        : problem;
  }

  private static Node spelled(Node node, Type type) {
    if (node instanceof Mapping mapping && type instanceof Type.Message message) {
      return message(mapping, message);
    }
    if (node instanceof Mapping mapping && type instanceof Type.MapOf map) {
      Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
      mapping.entries().forEach((name, entry) -> entries.put(name, spelled(entry, map.value())));
      return new Mapping(mapping.position(), entries);
    }
    if (node instanceof Sequence list && type instanceof Type.ListOf of) {
      return new Sequence(
          list.position(), list.items().stream().map(i -> spelled(i, of.element())).toList());
    }
    boolean number = type instanceof Type.Whole || type instanceof Type.Real;
    return number && node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.STRING
        ? Scalar.plain(scalar.position(), scalar.text())
        : node;
  }

  private static Mapping message(Mapping mapping, Type.Message message) {
    Map<String, Type.Field> fields = message.fields();
    Map<String, Mapping.Entry> entries = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (written, entry) -> {
              String name = fields.containsKey(written) ? written : camelCase(written);
              Type.Field field = fields.get(name);
              if (field == null) {
                entries.put(written, entry);
              } else {
                entries.put(name, spelled(entry, field.type()));
              }
            });
    return new Mapping(mapping.position(), entries);
  }

  private static Mapping.Entry spelled(Mapping.Entry entry, Type type) {
    return new Mapping.Entry(entry.key(), spelled(entry.value(), type));
  }

  /** The name in JSON of a field of a proto: {@code connect_timeout} is {@code connectTimeout}. */
  private static String camelCase(String proto) {
    StringBuilder name = new StringBuilder();
    for (String part : proto.split("_", -1)) {
      boolean first = name.isEmpty() || part.isEmpty();
      name.append(first ? part : Character.toUpperCase(part.charAt(0)) + part.substring(1));
    }
    return name.toString();
  }
}
