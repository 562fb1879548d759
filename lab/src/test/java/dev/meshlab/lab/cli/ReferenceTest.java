package dev.meshlab.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.run.Stop;
import dev.meshlab.program.ReferenceTable;
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
import picocli.CommandLine.Model.OptionSpec;

/** The promises of docs/reference.md, held against what the program does. */
class ReferenceTest {

  private static final Path ROOT = Path.of("..");

  private static final CommandLine PROGRAM = Main.commandLine(Stop.NEVER);

  @ParameterizedTest
  @ValueSource(strings = {"run", "explain", "diff", "config", "test"})
  void tablesEveryFlagWithItsDefault(String command) {
    new ReferenceTable("<!-- flags of meshlab " + command + " -->")
        .assertThatItHasTheFlagsOf(PROGRAM.getSubcommands().get(command).getCommandSpec());
  }

  @Test
  void tablesEveryFlagOfARunOfExercises() {
    new ReferenceTable("<!-- flags of meshlab exercise run -->")
        .assertThatItHasTheFlagsOf(
            PROGRAM.getSubcommands().get("exercise").getSubcommands().get("run").getCommandSpec());
  }

  @Test
  void saysWhichFlagsOfRunPredictDoesNotHave() throws IOException {
    Set<String> without = flags("run");
    without.removeAll(flags("predict"));

    assertThat(flags("run")).containsAll(flags("predict"));
    assertThat(page())
        .containsIgnoringWhitespaces("The flags of `run` without " + inWords(without));
  }

  private static Set<String> flags(String command) {
    return PROGRAM.getSubcommands().get(command).getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String inWords(Set<String> flags) {
    return flags.stream()
        .map(flag -> "`" + flag + "`")
        .collect(Collectors.joining(", "))
        .replaceFirst(", ([^,]*)$", " and $1");
  }

  @Test
  void tablesEveryCommand() throws IOException {
    assertThat(new ReferenceTable("## `./meshlab`").rows())
        .extracting(row -> row.split("`", -1)[1])
        .containsExactlyElementsOf(PROGRAM.getSubcommands().keySet());
  }

  @Test
  void tablesEveryExitCode() {
    new ReferenceTable("### Exit codes").assertThatItHasTheExitCodesOf(PROGRAM.getCommandSpec());
  }

  /** The server's variables, which the lab sets for its pods, follow from the server's flags. */
  @Test
  void tablesEveryVariableOfOurs() throws IOException {
    Set<String> variables = variables(sources());
    variables.removeAll(serverVariables());

    assertThat(
            variables(
                String.join("\n", new ReferenceTable("<!-- environment of meshlab -->").rows())))
        .containsExactlyElementsOf(variables);
  }

  @Test
  void tablesNoVariableThatNobodyReads() throws IOException {
    assertThat(new ReferenceTable("<!-- environment of meshlab -->").rows())
        .isNotEmpty()
        .allSatisfy(row -> assertThat(sources()).contains(row.split("`", -1)[1]));
  }

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/reference.md"));
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
    return new ReferenceTable("<!-- flags of the server -->")
        .rows().stream()
            .flatMap(row -> Pattern.compile("--([a-z-]+)").matcher(row).results())
            .map(flag -> "MESHLAB_" + flag.group(1).replace('-', '_').toUpperCase(Locale.ROOT))
            .toList();
  }
}
