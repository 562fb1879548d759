package dev.meshlab.lab.difference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Fields of a manifest in a line: names as their author knows them, each with its value. The order
 * in which they were written does not count, but that of lists does.
 */
final class FieldWords {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private FieldWords() {}

  /** A field; empty where it is absent. */
  static Optional<String> of(Fields fields, String name) {
    return fields.unnoted().json(name).map(FieldWords::tree).map(FieldWords::words);
  }

  /** All fields of a mapping. */
  static String of(Fields fields) {
    return words(
        fields.names().stream()
            .filter(fields::has)
            .collect(
                Collectors.toMap(
                    name -> name, name -> tree(fields.unnoted().json(name).orElseThrow()))));
  }

  /** A whole mapping as a tree, for comparisons. */
  static Map<String, JsonNode> trees(Fields fields) {
    Map<String, JsonNode> trees = new TreeMap<>();
    fields.names().stream()
        .filter(fields::has)
        .forEach(name -> trees.put(name, tree(fields.unnoted().json(name).orElseThrow())));
    return trees;
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  private static String words(JsonNode node) {
    return node.isValueNode() ? node.asText() : words(Map.of("", node));
  }

  private static String words(Map<String, JsonNode> fields) {
    List<String> words = new ArrayList<>();
    new TreeMap<>(fields).forEach((name, node) -> add(name, node, words));
    return words.isEmpty() ? "{}" : String.join(", ", words);
  }

  private static void add(String path, JsonNode node, List<String> words) {
    if (node.isObject() && !node.isEmpty()) {
      Map<String, JsonNode> nested = new TreeMap<>();
      node.properties().forEach(each -> nested.put(each.getKey(), each.getValue()));
      nested.forEach((name, value) -> add(path.isEmpty() ? name : path + "." + name, value, words));
    } else if (node.isArray() && hasObjects(node)) {
      for (int i = 0; i < node.size(); i++) {
        add(node.size() == 1 ? path : path + "[" + i + "]", node.get(i), words);
      }
    } else if (node.isArray()) {
      List<String> items = new ArrayList<>();
      node.forEach(item -> items.add(item.asText()));
      words.add(path + " " + String.join("|", items));
    } else if (!node.isNull()) {
      words.add((path + " " + (node.isObject() ? "{}" : node.asText())).strip());
    }
  }

  private static boolean hasObjects(JsonNode array) {
    for (JsonNode item : array) {
      if (item.isContainerNode()) {
        return true;
      }
    }
    return false;
  }
}
