package dev.meshlab.lab.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meshlab.lab.failure.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientReportsTest {

  private static final String FIRST = report("2026-11-01T12:00:00Z");
  private static final String SECOND = report("2026-11-01T12:00:01Z");

  @TempDir private Path directory;

  @Test
  void findsTheReportsAmongOtherLinesAndRecords() throws IOException {
    String log =
        String.join(
            "\n", "Picked up JAVA_TOOL_OPTIONS: -Xmx1g", FIRST, "{\"type\":\"new\"}", SECOND);

    assertThat(ClientReports.read(List.of(file("log", log)), none()))
        .extracting(report -> report.started().toString())
        .containsExactly("2026-11-01T12:00:00Z", "2026-11-01T12:00:01Z");
  }

  @Test
  void readsALogThatNamesThePodBeforeEachLine() {
    String log = "[pod/client-x7k2p/client] " + FIRST + "\n[pod/client-9qz4d/client] " + SECOND;

    assertThat(ClientReports.read(List.of("-"), stream(log))).hasSize(2);
  }

  @Test
  void namesEveryFileThatCannotBeMergedAndWhy() throws IOException {
    String old = file("old", "\n" + withCalls(FIRST));
    List<String> files =
        List.of(
            file("empty", "nothing here"),
            directory.resolve("absent").toString(),
            old,
            file("one", FIRST),
            file("same", FIRST),
            file("torn", "{\"type\":\"report\"}"));

    assertThatThrownBy(() -> ClientReports.read(files, none()))
        .isInstanceOf(BadInput.class)
        .message()
        .contains("empty: holds no report of a client")
        .contains("absent: there is no such file")
        .contains("old:2: the report has no histograms of latencies")
        .contains("same:1: this report was given before")
        .contains("torn:1: is not a report")
        .doesNotContain("one:");
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private static InputStream none() {
    return stream("");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A run in which no call was answered, which needs no histogram. */
  private static String report(String started) {
    return "{\"type\":\"report\",\"started\":\"" + started + "\",\"elapsedSeconds\":1.0}";
  }

  private static String withCalls(String report) {
    return report.replace(
        "\"elapsedSeconds\"",
        "\"latency\":{\"fromIntendedStart\":{\"count\":5}},\"elapsedSeconds\"");
  }
}
