package dev.meshlab.lab.practice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.MetEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results of exercises for programs: an entry for each exercise, step and plane. */
public final class PracticeJson {

  private static final int SCHEMA_VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private PracticeJson() {}

  private record Document(int schemaVersion, List<Entry> exercises) {}

  private record Entry(
      String name,
      String step,
      String plane,
      String verdict,
      double seconds,
      String reason,
      String predicted,
      String measured,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> errors,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LogLine> log,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Live live,
      List<MetEntry> expectations) {}

  /** All of them as one JSON object, ending in a line feed. */
  public static String print(List<ExerciseResult> results) {
    List<Entry> entries = new ArrayList<>();
    for (ExerciseResult result : results) {
      for (StepResult step : result.steps()) {
        step.planes().forEach(plane -> entries.add(entry(result, step, plane)));
      }
    }
    try {
      return WRITER.writeValueAsString(new Document(SCHEMA_VERSION, entries)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result holds something that JSON cannot", e);
    }
  }

  private static Entry entry(ExerciseResult result, StepResult step, PlaneResult plane) {
    return new Entry(
        result.exercise().name(),
        step.name(),
        plane.plane(),
        plane.outcome().word(),
        result.seconds(),
        plane.reason(),
        plane.predicted(),
        plane.measured(),
        plane.errors(),
        plane.log(),
        plane.live().orElse(null),
        plane.met().stream().map(MetEntry::of).toList());
  }
}
