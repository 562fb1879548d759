package dev.meshlab.lab.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.terminal.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's examples, run as a reader would run them: in the repository, by its launcher. */
@Tag("envoy")
@Timeout(300)
class ReadmeIT {

  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

  /** The width of the outputs that the README prints. */
  private static final int COLUMNS = 80;

  /** The flags and arguments after the name of a subcommand. */
  private static final Pattern FLAGS = Pattern.compile("(?<=^\\./meshlab \\w{1,20}) .*");

  private static final Map<String, String> USERS =
      Map.of("COLUMNS", "", "NO_COLOR", "", "TERM", "xterm-256color", "LC_ALL", "C.UTF-8");

  /** The outputs of the commands that were run in a terminal: once, for all tests. */
  private static final Map<String, Shown> SHOWN = new ConcurrentHashMap<>();

  @TempDir private static Path checkout;

  /** The lab is built already, and need not be built again. */
  @BeforeAll
  static void checkOut() throws IOException {
    try (Stream<Path> entries = Files.list(REPOSITORY)) {
      for (Path entry : entries.toList()) {
        String name = entry.getFileName().toString();
        if (name.equals("meshlab")) {
          Files.copy(entry, checkout.resolve(name));
        } else if (!name.equals("target")) {
          Files.createSymbolicLink(checkout.resolve(name), entry);
        }
      }
    }
    Files.createDirectory(checkout.resolve("target"));
    Files.createFile(checkout.resolve("target/launcher-built"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"./meshlab run", "mvn -B verify"})
  void namesTheTwoCommands(String command) throws IOException {
    assertThat(readme()).contains("```sh\n" + command + "\n```\n");
  }

  @Test
  void namesTheCommandThatCiRuns() throws IOException {
    assertThat(Files.readAllLines(REPOSITORY.resolve(".ci/run"))).contains("mvn -B verify");
  }

  /** Everything in blocks of shell, but for the tests, which are running now. */
  private static List<String> commands() throws IOException {
    return blocks("```sh\n(.*?)```").stream()
        .flatMap(String::lines)
        .filter(line -> !line.equals("mvn -B verify"))
        .toList();
  }

  /**
   * The last command of each subcommand that has several. Other tests run all subcommands without a
   * terminal.
   */
  static List<String> commandsForAPipe() throws IOException {
    Map<String, List<String>> bySubcommand =
        commands().stream().collect(groupingBy(command -> FLAGS.matcher(command).replaceFirst("")));
    return bySubcommand.values().stream()
        .filter(commands -> commands.size() > 1)
        .map(commands -> commands.get(commands.size() - 1))
        .toList();
  }

  static List<String> commandsForATerminal() throws IOException {
    List<String> commands = new ArrayList<>(commands());
    commands.removeAll(commandsForAPipe());
    return commands;
  }

  @Overlapping
  @ParameterizedTest
  @MethodSource("commandsForAPipe")
  void hasCommandsThatEndWellInAPipe(String command, @TempDir Path directory) throws Exception {
    Path stderr = directory.resolve("stderr");
    Process process =
        new ProcessBuilder(
                "bash", "-c", command + " 2>\"$0\" | cat; exit ${PIPESTATUS[0]}", stderr.toString())
            .directory(checkout.toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output + Files.readString(stderr)).isZero();
    assertThat(output).isNotBlank().doesNotContain("\u001b");
    assertThat(stderr).content().doesNotContain("\u001b", "Exception");
  }

  @Overlapping
  @ParameterizedTest
  @MethodSource("commandsForATerminal")
  void hasCommandsThatEndWellInATerminal(String command) throws Exception {
    Shown shown = inTerminal(command);

    assertThat(shown.exitCode()).as(shown.text()).isZero();
    assertThat(shown.text()).isNotBlank().doesNotContain("Exception");
    if (!command.contains(" config ") && !command.contains("-o junit")) { // JSON, XML
      Transcript.assertThatItFits(shown, COLUMNS);
    }
  }

  @Test
  void printsTheTableThatAFirstRunPrints() throws Exception {
    String printed = blocks("<!-- output of ./meshlab run -->\n```\n(.*?)```").get(0);

    assertThat(Transcript.withoutFigures(inTerminal("./meshlab run").text()))
        .isEqualTo(Transcript.withoutFigures(printed));
  }

  @Test
  void printsWhatItsConsolesShow() throws Exception {
    List<String> consoles = blocks("```console\n(.*?)```");

    assertThat(consoles).isNotEmpty();
    for (String console : consoles) {
      int end = console.indexOf('\n');
      Shown shown = inTerminal(console.substring(0, end).replaceFirst("^\\$ ", ""));
      assertThat(shown.text()).isEqualTo(console.substring(end + 1));
    }
  }

  private static Shown inTerminal(String command) throws IOException, InterruptedException {
    Shown known = SHOWN.get(command);
    Shown shown =
        known == null
            ? PseudoTerminal.run(checkout, COLUMNS, USERS, List.of("bash", "-c", command))
            : known;
    SHOWN.put(command, shown);
    return shown;
  }

  private static List<String> blocks(String pattern) throws IOException {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(readme())
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static String readme() throws IOException {
    return Files.readString(REPOSITORY.resolve("README.md"));
  }
}
