package dev.meshlab.lab.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The output of {@code run -o json}, with the names that the tests use. */
record LabReport(JsonNode root) {

  List<PlaneReport> planes() {
    return StreamSupport.stream(root.get("planes").spliterator(), false)
        .map(PlaneReport::new)
        .toList();
  }

  PlaneReport plane(String name) {
    return planes().stream()
        .filter(plane -> plane.text("plane").equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no plane " + name + " in " + root));
  }

  List<String> warnings() {
    return texts(root.get("warnings"));
  }

  List<String> notes() {
    return texts(root.get("notes"));
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  /** One element of {@code planes}. */
  record PlaneReport(JsonNode node) {

    String text(String field) {
      return node.get(field).asText();
    }

    /** Route, method and metadata of the calls. */
    String request() {
      return "%s %s %s"
          .formatted(
              node.at("/request/route").asText(),
              node.at("/request/method").asText(),
              texts(node.at("/request/metadata")));
    }

    /** The number at a JSON pointer (RFC 6901). */
    long count(String pointer) {
      return node.requiredAt(pointer).asLong();
    }

    /** Calls answered OK, by UUID. */
    Map<String, Long> replies() {
      return counts(node.get("replies"));
    }

    Map<String, Long> statuses() {
      return counts(node.get("statuses"));
    }

    /** Messages of streams, by UUID. */
    Map<String, Long> streamMessages() {
      return counts(node.requiredAt("/streams/messages"));
    }

    /** The version label of each pod, by UUID. */
    Map<String, String> versions() {
      return values(node.get("pods"), pod -> pod.get("version").asText());
    }

    /** One of the three counts of the same calls, without the pods that served none. */
    Map<String, Long> ledger(String whose) {
      Map<String, Long> counts = counts(node.get("ledgers").get(whose));
      counts.values().removeIf(count -> count == 0);
      return counts;
    }

    List<String> gaps() {
      return texts(node.get("ledgers").get("gaps"));
    }

    List<String> findings() {
      return StreamSupport.stream(node.get("findings").spliterator(), false)
          .map(finding -> finding.get("text").asText())
          .toList();
    }

    private static Map<String, Long> counts(JsonNode object) {
      return values(object, JsonNode::asLong);
    }

    private static <T> Map<String, T> values(JsonNode object, Function<JsonNode, T> value) {
      Map<String, T> values = new TreeMap<>();
      object
          .properties()
          .forEach(field -> values.put(field.getKey(), value.apply(field.getValue())));
      return values;
    }
  }
}
