package dev.meshlab.mesh.explain;

import dev.meshlab.mesh.schema.Leaf;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object in which one field has a value, with what that field needs around it. */
final class Sample {

  private final Map<String, Object> spec = new LinkedHashMap<>();
  private final Map<String, Object> kind;

  /**
   * @param kind its part of samples.yaml
   */
  private Sample(Leaf leaf, Map<String, Object> kind) {
    this.kind = kind;
    List<String> names = List.of(leaf.path().split("\\.", -1));
    merge(spec, part("around").get(""));
    for (int depth = 1; depth <= names.size(); depth++) {
      surround(names.subList(0, depth));
    }
    leaf.instead().forEach(other -> at(List.of(other.split("\\.", -1))).remove(last(other)));
    List<Object> values = longest("values", leaf, kind);
    at(names).put(last(leaf.path()), values.isEmpty() ? leaf.sample() : values.get(0));
  }

  /** The spec of such an object. */
  static Map<String, Object> spec(Leaf leaf, Map<String, Object> kind) {
    return new Sample(leaf, kind).spec;
  }

  /** The same spec without the field. */
  static Map<String, Object> without(Leaf leaf, Map<String, Object> kind) {
    Sample sample = new Sample(leaf, kind);
    sample.at(List.of(leaf.path().split("\\.", -1))).remove(field(last(leaf.path())));
    return sample.spec;
  }

  private static String field(String name) {
    return name.replaceAll("\\[]$|\\{}$", "");
  }

  /** The field once for each of its values that fare differently. */
  static List<Leaf> each(Leaf leaf, Map<String, Object> kind) {
    List<Object> lists = longest("each", leaf, kind);
    List<?> values = lists.isEmpty() ? List.of(leaf.sample()) : (List<?>) lists.get(0);
    return values.stream().map(value -> new Leaf(leaf.path(), value, leaf.instead())).toList();
  }

  /** The path of the field in it, from the root. */
  static String path(Leaf leaf, Map<String, Object> kind) {
    return "spec." + leaf.path().replace("[]", "[0]").replace("{}", "." + key(kind));
  }

  /** Puts beside the last of some names what each key that ends in them says; the longest last. */
  private void surround(List<String> names) {
    String path = String.join(".", names);
    merge(spec, part("around").get("/" + path));
    part("around").entrySet().stream()
        .filter(entry -> endsIn(path, entry.getKey()))
        .sorted((a, b) -> Integer.compare(a.getKey().length(), b.getKey().length()))
        .forEach(entry -> merge(at(names), entry.getValue()));
  }

  private static boolean endsIn(String path, String end) {
    return !end.isEmpty() && (path.equals(end) || path.endsWith("." + end));
  }

  /** The values that a table has for this field, by the longest end of its path. */
  private static List<Object> longest(String table, Leaf leaf, Map<String, Object> kind) {
    return part(table, kind).entrySet().stream()
        .filter(entry -> endsIn(leaf.path(), entry.getKey()))
        .sorted((a, b) -> Integer.compare(b.getKey().length(), a.getKey().length()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String key(Map<String, Object> kind) {
    return String.valueOf(kind.getOrDefault("key", "x-sample"));
  }

  /** The mapping in which the last of some names stands, made if need be. */
  private Map<String, Object> at(List<String> names) {
    Map<String, Object> at = spec;
    for (String name : names.subList(0, names.size() - 1)) {
      at = below(at, name);
    }
    return at;
  }

  private Map<String, Object> below(Map<String, Object> mapping, String name) {
    String field = name.substring(0, name.length() - (name.matches(".*[\\[{].") ? 2 : 0));
    if (name.endsWith("[]")) {
      Object items = mapping.computeIfAbsent(field, f -> new ArrayList<>(List.of(empty())));
      return mapping(((List<?>) items).get(0));
    }
    Map<String, Object> nested = mapping(mapping.computeIfAbsent(field, f -> empty()));
    return name.endsWith("{}") ? mapping(nested.computeIfAbsent(key(kind), k -> empty())) : nested;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  private Map<String, Object> part(String table) {
    return part(table, kind);
  }

  private static Map<String, Object> part(String table, Map<String, Object> kind) {
    return mapping(kind.getOrDefault(table, Map.of()));
  }

  /** Fields into fields, first items into first items; null removes. */
  private static void merge(Map<String, Object> into, @Nullable Object from) {
    mapping(Objects.requireNonNullElse(from, Map.of()))
        .forEach(
            (name, value) -> {
              Object old = into.get(name);
              if (value == null) {
                into.remove(name);
              } else if (value instanceof Map) {
                Map<String, Object> merged = old instanceof Map ? mapping(old) : empty();
                merge(merged, value);
                into.put(name, merged);
              } else if (value instanceof List<?> items && items.get(0) instanceof Map) {
                into.put(name, mergedItems(old, items));
              } else {
                into.put(name, value);
              }
            });
  }

  private static List<Object> mergedItems(@Nullable Object old, List<?> items) {
    List<Object> merged = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean there = old instanceof List<?> list && i < list.size();
      Map<String, Object> item = there ? mapping(((List<?>) old).get(i)) : empty();
      merge(item, items.get(i));
      merged.add(item);
    }
    return merged;
  }

  private static Map<String, Object> empty() {
    return new LinkedHashMap<>();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> mapping(Object value) {
    return (Map<String, Object>) value;
  }
}
