package dev.meshlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonPrinterTest {

  @Test
  void printsWhatTheSchemaPromises() throws Exception {
    try (var golden = getClass().getResourceAsStream("report.json")) {
      assertThat(JsonPrinter.print(ReportFixture.report()))
          .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void givesEveryPlaneTheSameFields() throws Exception {
    JsonNode planes =
        new ObjectMapper().readTree(JsonPrinter.print(ReportFixture.report())).get("planes");

    List<String> fields = fields(planes.get(0));
    assertThat(fields)
        .contains(
            "plane",
            "status",
            "reason",
            "calls",
            "connections",
            "replies",
            "pods",
            "statuses",
            "prediction",
            "verdict",
            "test",
            "pValue",
            "ledgers",
            "latency");
    planes.forEach(plane -> assertThat(fields(plane)).isEqualTo(fields));
  }

  private static List<String> fields(JsonNode object) {
    return object.properties().stream().map(java.util.Map.Entry::getKey).toList();
  }
}
