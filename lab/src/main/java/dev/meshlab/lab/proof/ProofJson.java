package dev.meshlab.lab.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.MetEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The results of tests for programs. */
public final class ProofJson {

  private static final int SCHEMA_VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private ProofJson() {}

  private record Document(int schemaVersion, boolean predictedOnly, List<Test> tests) {}

  private record Test(String name, String file, List<Entry> cases) {}

  private record Entry(
      String name,
      int line,
      String plane,
      String verdict,
      double seconds,
      String reason,
      String predicted,
      String measured,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Live live,
      List<MetEntry> expectations,
      List<String> why) {}

  /** All of them as one JSON object, ending in a line feed. */
  public static String print(List<TestResult> results, boolean foreseen) {
    List<Test> tests =
        results.stream()
            .map(
                result ->
                    new Test(
                        result.test().name(),
                        result.test().file().toString(),
                        result.cases().stream().map(ProofJson::entry).toList()))
            .toList();
    try {
      return WRITER.writeValueAsString(new Document(SCHEMA_VERSION, foreseen, tests)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result holds something that JSON cannot", e);
    }
  }

  private static Entry entry(CaseResult result) {
    return new Entry(
        result.testCase().name(),
        result.testCase().position().line(),
        result.plane().toString(),
        result.verdict().word(),
        result.seconds(),
        result.reason(),
        result.predicted(),
        result.measured(),
        result.live().orElse(null),
        result.met().stream().map(MetEntry::of).toList(),
        result.why());
  }
}
