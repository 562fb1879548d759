package dev.meshlab.mesh.explain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A message of Istio's analyzers and what says the same here.
 *
 * @param ids none where Istio itself does not do what the message says
 * @param differs what is true of Istio, where the message is not; empty where it is
 */
record AnalyzerMessage(String code, String name, List<String> ids, String differs) {

  static List<AnalyzerMessage> all() {
    return rows("analyzers.yaml").stream()
        .map(
            row ->
                new AnalyzerMessage(
                    String.valueOf(row.get("code")),
                    String.valueOf(row.get("name")),
                    texts(row, "ids"),
                    String.valueOf(row.getOrDefault("differs", ""))))
        .toList();
  }

  /** The table of all, in Markdown. */
  static String table() {
    StringBuilder table =
        new StringBuilder("| Istio says | here | the difference |\n|---|---|---|\n");
    for (AnalyzerMessage message : all()) {
      String ids =
          String.join(", ", message.ids.stream().map(id -> "[%s](#%s)".formatted(id, id)).toList());
      table.append(
          "| %s %s | %s | %s |\n".formatted(message.code, message.name, ids, message.differs));
    }
    return table.toString();
  }

  static List<Map<String, Object>> rows(String file) {
    try {
      String text = Files.readString(Path.of("src/test/resources/advice", file));
      List<?> rows = (List<?>) new Load(LoadSettings.builder().build()).loadFromString(text);
      return rows.stream().map(Sample::mapping).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<String> texts(Map<String, Object> row, String field) {
    return ((List<?>) row.getOrDefault(field, List.of())).stream().map(String::valueOf).toList();
  }
}
