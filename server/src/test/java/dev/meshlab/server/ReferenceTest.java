package dev.meshlab.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What docs/reference.md promises of the server is what the server does. */
class ReferenceTest {

  @Test
  void tablesEveryFlagWithItsDefault() throws IOException {
    List<String> rows = FlagTable.rows(Main.commandLine(Map.of()).getCommandSpec());

    assertThat(table("<!-- flags of the server -->"))
        .as("the table in docs/reference.md; its rows are to be:%n%s%n", String.join("\n", rows))
        .containsExactlyElementsOf(rows);
  }

  /** The rows of the first table after a line, without its head. */
  private static List<String> table(String line) throws IOException {
    return Files.readAllLines(Path.of("../docs/reference.md")).stream()
        .dropWhile(text -> !text.equals(line))
        .dropWhile(text -> !text.startsWith("|"))
        .skip(2)
        .takeWhile(text -> text.startsWith("|"))
        .toList();
  }
}
