package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.CommandSpec;

/** What docs/reference.md promises of the client is what the client does. */
class ReferenceTest {

  @Test
  void tablesEveryFlagWithItsDefault() throws IOException {
    List<String> rows = FlagTable.rows(command());

    assertThat(table("<!-- flags of the client -->"))
        .as("the table in docs/reference.md; its rows are to be:%n%s%n", String.join("\n", rows))
        .containsExactlyElementsOf(rows);
  }

  @Test
  void tablesEveryExitCode() throws IOException {
    assertThat(table("<!-- exit codes of the client -->"))
        .containsExactlyElementsOf(
            command().usageMessage().exitCodeList().entrySet().stream()
                .map(exit -> "| %s | %s |".formatted(exit.getKey(), exit.getValue()))
                .toList());
  }

  private static CommandSpec command() {
    return ClientCommand.commandLine(Map.of(), OutputStream.nullOutputStream(), new Interruption())
        .getCommandSpec();
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
