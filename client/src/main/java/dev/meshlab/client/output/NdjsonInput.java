package dev.meshlab.client.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** The records that {@link NdjsonOutput} writes, read again and given to another output. */
public final class NdjsonInput {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private NdjsonInput() {}

  /**
   * Gives a line's record to an output. A line that is not a record, such as a message of the JVM,
   * is passed over.
   */
  public static void read(String line, Output to) throws IOException {
    JsonRecord json = new JsonRecord(tree(line));
    switch (json.type()) {
      case "config" -> to.config(json.config());
      case "warmUp" -> to.warmedUp(json.warmUp());
      case "interval" -> to.interval(json.interval());
      case "report" -> to.report(json.report(), json.threshold());
      default -> {
        // A later client may write more kinds of records.
      }
    }
  }

  private static JsonNode tree(String line) {
    try {
      return MAPPER.readTree(line);
    } catch (JsonProcessingException other) {
      return MAPPER.missingNode();
    }
  }
}
