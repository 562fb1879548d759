package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.run.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the README promises is what the program does. */
class ReadmeTest {

  private static final Path ROOT = Path.of("..");

  private static final CommandLine PROGRAM = Main.commandLine(Stop.NEVER);

  @ParameterizedTest
  @ValueSource(strings = {"./meshlab run", "mvn -B verify"})
  void namesTheTwoCommands(String command) throws IOException {
    assertThat(ROOT.resolve("README.md")).content().contains("```sh\n" + command + "\n```\n");
  }

  @Test
  void namesTheCommandThatCiRuns() throws IOException {
    assertThat(Files.readAllLines(ROOT.resolve(".ci/run"))).contains("mvn -B verify");
  }

  @Test
  void tablesEveryFlagOfRunWithItsDefault() throws IOException {
    List<String> rows = FlagTable.rows(PROGRAM.getSubcommands().get("run").getCommandSpec());

    assertThat(table("<!-- flags of meshlab run -->"))
        .as("the table in README.md; its rows are to be:%n%s%n", String.join("\n", rows))
        .map(ReadmeTest::flagAndDefault)
        .containsExactlyElementsOf(rows.stream().map(ReadmeTest::flagAndDefault).toList());
  }

  @Test
  void tablesEveryExitCode() throws IOException {
    assertThat(table("### Exit codes"))
        .containsExactlyElementsOf(
            PROGRAM.getCommandSpec().usageMessage().exitCodeList().entrySet().stream()
                .map(exit -> "| %s | %s |".formatted(exit.getKey(), exit.getValue()))
                .toList());
  }

  /** The server's variables, which the lab sets for its pods, follow from the server's flags. */
  @Test
  void tablesEveryVariableOfOurs() throws IOException {
    Set<String> variables = variables(sources());
    variables.removeAll(serverVariables());

    assertThat(variables(String.join("\n", table("<!-- environment of meshlab -->"))))
        .containsExactlyElementsOf(variables);
  }

  @Test
  void tablesNoVariableThatNobodyReads() throws IOException {
    assertThat(table("<!-- environment of meshlab -->"))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(sources()).contains(row.split("`", -1)[1]));
  }

  private static String sources() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String place : List.of("meshlab", "scripts", "lab/src/main")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(place))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          sources.append(Files.readString(file));
        }
      }
    }
    return sources.toString();
  }

  private static Set<String> variables(String text) {
    return Pattern.compile("\\bMESHLAB_[A-Z_]*[A-Z]\\b")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> serverVariables() throws IOException {
    return table("<!-- flags of the server -->").stream()
        .flatMap(row -> Pattern.compile("--([a-z-]+)").matcher(row).results())
        .map(flag -> "MESHLAB_" + flag.group(1).replace('-', '_').toUpperCase(Locale.ROOT))
        .toList();
  }

  /** The rows of the first table after a line, without its head. */
  private static List<String> table(String line) throws IOException {
    return Files.readAllLines(ROOT.resolve("README.md")).stream()
        .dropWhile(text -> !text.equals(line))
        .dropWhile(text -> !text.startsWith("|"))
        .skip(2)
        .takeWhile(text -> text.startsWith("|"))
        .toList();
  }

  /** The third column is for people, and may say it in other words. */
  private static String flagAndDefault(String row) {
    return row.substring(0, row.lastIndexOf('|', row.length() - 2));
  }
}
