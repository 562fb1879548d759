package dev.meshlab.client.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.client.report.Threshold;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NdjsonOutputTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final StringWriter written = new StringWriter();
  private final NdjsonOutput output = new NdjsonOutput(written);

  /** A program may rely on each of these names: change them only with the schema version. */
  @Test
  void writesConfigIntervalsAndReportAsTheGoldenFileSays() throws IOException {
    output.config(Examples.config(200));
    output.warmedUp(Examples.report(200).warmUp());
    output.interval(Examples.quietInterval());
    output.interval(Examples.interval());
    output.report(Examples.report(200), Optional.of(new Threshold(0.5, 0.8)));
    assertThat(records()).isEqualTo(golden());
  }

  @Test
  void writesOneRecordALine() throws IOException {
    output.config(Examples.config(0));
    output.report(Examples.emptyReport(), Optional.empty());
    assertThat(written.toString()).endsWith("}\n");
    assertThat(records())
        .extracting(record -> record.get("type").asText())
        .containsExactly("config", "report");
  }

  private List<JsonNode> records() throws IOException {
    return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(written.toString()).readAll();
  }

  private static List<JsonNode> golden() throws IOException {
    try (InputStream file = NdjsonOutputTest.class.getResourceAsStream("golden.json")) {
      return MAPPER.readerFor(JsonNode.class).<JsonNode>readValues(file).readAll();
    }
  }
}
