package dev.meshlab.mesh.manifest;

import dev.meshlab.mesh.yaml.Mapping;
import dev.meshlab.mesh.yaml.Node;
import dev.meshlab.mesh.yaml.Scalar;
import dev.meshlab.mesh.yaml.Sequence;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of a manifest as JSON, for what has a schema of its own. */
final class Json {

  private Json() {}

  /** Notes every value as read. */
  static String of(Node node, Reads reads) {
    if (node instanceof Mapping mapping) {
      reads.mark(mapping);
      return mapping.entries().entrySet().stream()
          .map(entry -> field(entry, reads))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (node instanceof Sequence sequence) {
      reads.mark(sequence);
      return sequence.items().stream()
          .map(item -> of(item, reads))
          .collect(Collectors.joining(",", "[", "]"));
    }
    Scalar scalar = (Scalar) node;
    reads.mark(scalar);
    return scalar(scalar);
  }

  private static String field(Map.Entry<String, Mapping.Entry> entry, Reads reads) {
    return quoted(entry.getKey()) + ":" + of(entry.getValue().value(), reads);
  }

  private static String scalar(Scalar scalar) {
    return switch (scalar.kind()) {
      case NULL -> "null";
      case BOOLEAN -> String.valueOf(scalar.isTrue());
      case INTEGER -> String.valueOf(scalar.integer());
      case NUMBER -> String.valueOf(scalar.number());
      case STRING -> quoted(scalar.text());
    };
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
