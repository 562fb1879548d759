package dev.meshlab.lab.explanation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.mesh.advice.Silenced;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import java.util.List;
import java.util.Objects;

/** An explanation for programs. What its fields mean is fixed by {@link #SCHEMA_VERSION}. */
public final class ExplanationJson {

  static final int SCHEMA_VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private record Written(
      int schemaVersion,
      List<Refused> problems,
      List<Field> fields,
      List<Advised> advice,
      List<NotHeard> silenced) {}

  private record Refused(
      String id, String severity, String file, int line, String path, String message, String hint) {
    static Refused of(Diagnostic problem) {
      return new Refused(
          problem.id().toString(),
          problem.severity().toString(),
          problem.file(),
          problem.line(),
          problem.path(),
          problem.message(),
          problem.fix());
    }
  }

  private record Field(
      String file,
      int line,
      String path,
      String plane,
      String verdict,
      String reason,
      String cause) {
    static Field of(FieldVerdict field) {
      return new Field(
          field.position().file(),
          field.position().line(),
          field.path(),
          field.plane().toString(),
          field.verdict().toString(),
          field.reason(),
          Objects.toString(field.cause(), ""));
    }
  }

  private record Advised(
      String id,
      String severity,
      String file,
      int line,
      String path,
      String message,
      String fix,
      String exercise) {
    static Advised of(Diagnostic advice) {
      return new Advised(
          advice.id().toString(),
          advice.severity().toString(),
          advice.position().file(),
          advice.position().line(),
          advice.path(),
          advice.sentence(),
          advice.fix(),
          advice.id().exercise());
    }
  }

  private record NotHeard(String id, String file, int line, String path, String reason) {
    static NotHeard of(Silenced silenced) {
      Diagnostic advice = silenced.advice();
      return new NotHeard(
          advice.id().toString(), advice.file(), advice.line(), advice.path(), silenced.reason());
    }
  }

  private ExplanationJson() {}

  /** The explanation as one JSON object, ending in a line feed. */
  public static String print(Explanation explanation) {
    Written written =
        new Written(
            SCHEMA_VERSION,
            explanation.problems().stream().map(Refused::of).toList(),
            explanation.fields().stream().map(Field::of).toList(),
            explanation.advice().stream().map(Advised::of).toList(),
            explanation.silenced().stream().map(NotHeard::of).toList());
    try {
      return WRITER.writeValueAsString(written) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an explanation holds something that JSON cannot", e);
    }
  }
}
