package dev.meshlab.lab.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.meshlab.mesh.comparison.Difference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison for programs. What its fields mean is fixed by {@link #SCHEMA_VERSION}. */
public final class ComparisonJson {

  static final int SCHEMA_VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build().writer();

  private record Written(
      int schemaVersion,
      String pod,
      String type,
      List<String> equal,
      List<Different> differences,
      int fieldsLeftOut,
      List<String> refused,
      List<String> causes) {}

  private record Different(
      String resource, String path, @Nullable String inCluster, @Nullable String translated) {
    static Different of(Difference difference) {
      return new Different(
          difference.resource(),
          difference.path(),
          difference.theirs().orElse(null),
          difference.ours().orElse(null));
    }
  }

  private ComparisonJson() {}

  /** The comparison as one JSON object, ending in a line feed. */
  public static String print(ProxyComparison found) {
    Written written =
        new Written(
            SCHEMA_VERSION,
            found.pod(),
            found.type(),
            found.comparison().equal(),
            found.comparison().differences().stream().map(Different::of).toList(),
            found.comparison().leftOut(),
            found.refused(),
            found.causes());
    try {
      return WRITER.writeValueAsString(written) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a comparison holds something that JSON cannot", e);
    }
  }
}
