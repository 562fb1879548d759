package dev.meshlab.lab.report;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.meshlab.lab.verdict.Verdict;
import java.time.Instant;

/** The report for programs. What its fields mean is fixed by {@link RunReport#SCHEMA_VERSION}. */
public final class JsonPrinter {

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addModule(new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance))
          .addMixIn(Verdict.Outcome.class, OutcomeAsWord.class)
          .build()
          .writer();

  private JsonPrinter() {}

  /** The report as one JSON object, ending in a line feed. */
  public static String print(RunReport report) {
    return written(report);
  }

  /** The failure as one JSON object, ending in a line feed. */
  public static String print(FailureReport failure) {
    return written(failure);
  }

  private static String written(Record report) {
    try {
      return WRITER.writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report holds something that JSON cannot", e);
    }
  }

  /** Keeps JSON out of the verdict's types. */
  private interface OutcomeAsWord {
    @JsonValue
    String word();
  }
}
