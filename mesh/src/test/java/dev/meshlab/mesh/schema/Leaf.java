package dev.meshlab.mesh.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A field of a kind below which the schema knows no other, or of which it has many of one form.
 *
 * @param path from the spec, as {@code http[].match[].headers{}.exact}: brackets stand for any item
 *     of a list and braces for any name of a mapping
 * @param sample a value that the schema takes
 * @param instead the paths of fields that it cannot stand beside
 */
public record Leaf(String path, Object sample, List<String> instead) {

  private static final int DEEPEST = 12;

  /** The fields of a kind's spec, sorted. */
  public static List<Leaf> of(String apiVersion, String kind) {
    Type.Message object = (Type.Message) Kinds.ALL.find(apiVersion, kind).orElseThrow();
    List<Leaf> leaves = new ArrayList<>();
    Type.Field spec = object.fields().get("spec");
    collect(spec == null ? object : spec.type(), "", List.of(), leaves);
    return leaves;
  }

  private static void collect(Type type, String path, List<String> instead, List<Leaf> leaves) {
    if (path.chars().filter(c -> c == '.').count() > DEEPEST) {
      throw new IllegalStateException(path + ": is this schema without end?");
    }
    if (type instanceof Type.Message message) {
      new TreeMap<>(message.fields())
          .forEach(
              (name, field) -> {
                String start = path.isEmpty() ? "" : path + ".";
                List<String> beside = new ArrayList<>(instead);
                message.alternatives().stream()
                    .filter(names -> names.contains(name))
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(name))
                    .forEach(other -> beside.add(start + other));
                collect(field.type(), start + name, beside, leaves);
              });
    } else if (type instanceof Type.ListOf list && list.element() instanceof Type.Message) {
      collect(list.element(), path + "[]", instead, leaves);
    } else if (type instanceof Type.MapOf map && map.value() instanceof Type.Message) {
      collect(map.value(), path + "{}", instead, leaves);
    } else {
      leaves.add(new Leaf(path, sample(type), List.copyOf(instead)));
    }
  }

  private static Object sample(Type type) {
    if (type instanceof Type.ListOf list) {
      return List.of(sample(list.element()));
    }
    if (type instanceof Type.MapOf map) {
      return new LinkedHashMap<>(Map.of("sample", sample(map.value())));
    }
    if (type instanceof Type.Whole whole) {
      return Math.max(whole.min(), 3);
    }
    if (type instanceof Type.Real real) {
      return Math.max(real.min(), 30);
    }
    if (type instanceof Type.OneOf oneOf) {
      return oneOf.values().get(oneOf.values().size() - 1);
    }
    if (type instanceof Type.Truth) {
      return true;
    }
    return type instanceof Type.Span ? "7s" : "sample";
  }
}
