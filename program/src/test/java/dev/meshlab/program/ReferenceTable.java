package dev.meshlab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A table of docs/reference.md: the first one after a line. With {@code -Dmeshlab.reference=write}
 * it is written anew in place of being held to its rows.
 *
 * @param page the file
 * @param line the whole line before the table
 */
public record ReferenceTable(Path page, String line) {

  private static final int HEAD = 2;

  /** The table of the page that the modules share. */
  public ReferenceTable(String line) {
    this(Path.of("../docs/reference.md"), line);
  }

  /** The rows that are there, without the head. */
  public List<String> rows() {
    List<String> lines = lines();
    int first = first(lines);
    return lines.subList(first, end(lines, first));
  }

  /** Holds the table to the flags of a command. */
  public void assertThatItHasTheFlagsOf(CommandSpec command) {
    assertThatItHas(FlagTable.rows(command));
  }

  /** Holds the table to the exit codes of a command. */
  public void assertThatItHasTheExitCodesOf(CommandSpec command) {
    assertThatItHas(
        command.usageMessage().exitCodeList().entrySet().stream()
            .map(exit -> "| %s | %s |".formatted(exit.getKey(), exit.getValue()))
            .toList());
  }

  private void assertThatItHas(List<String> rows) {
    if (System.getProperty("meshlab.reference", "").equals("write")) {
      write(rows);
    }
    assertThat(rows())
        .as("the table after '%s'; -Dmeshlab.reference=write writes it anew", line)
        .containsExactlyElementsOf(rows);
  }

  /** Puts rows in place of those that are there. */
  void write(List<String> rows) {
    List<String> lines = lines();
    int first = first(lines);
    List<String> written = new ArrayList<>(lines.subList(0, first));
    written.addAll(rows);
    written.addAll(lines.subList(end(lines, first), lines.size()));
    try {
      Files.write(page, written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int first(List<String> lines) {
    assertThat(lines).contains(line);
    return count(lines.stream().takeWhile(text -> !text.equals(line)))
        + count(
            lines.stream().dropWhile(text -> !text.equals(line)).takeWhile(text -> !isRow(text)))
        + HEAD;
  }

  private static int end(List<String> lines, int first) {
    return first + count(lines.stream().skip(first).takeWhile(ReferenceTable::isRow));
  }

  private static int count(Stream<String> lines) {
    return (int) lines.count();
  }

  private static boolean isRow(String text) {
    return text.startsWith("|");
  }
}
