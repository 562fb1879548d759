package dev.meshlab.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.fleet.Fleet;
import dev.meshlab.lab.fleet.PodSpec;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.terminal.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The server and the client in a pseudo-terminal. */
@Timeout(120)
class ProgramsTerminalIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private static Sandbox sandbox;
  private static Fleet servers;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.open();
    PodSpec server =
        new PodSpec(
            "server-1", "shop", "uid-1", "v1", "", "", "node", "10.0.0.1", Map.of(), List.of());
    servers =
        Fleet.start(
            sandbox,
            ServerArtefact.find(),
            List.of(server),
            Duration.ofSeconds(60),
            (ready, all) -> {});
  }

  @AfterAll
  static void stop() {
    servers.close();
    sandbox.close();
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        arguments("server", "help", 0, List.of("--help")),
        arguments("server", "version", 0, List.of("--version")),
        arguments("server", "mistyped-flag", 2, List.of("--prot", "1")),
        arguments("server", "bad-value", 2, List.of("--drain-timeout", "soon")),
        arguments("client", "help", 0, List.of("--help")),
        arguments("client", "version", 0, List.of("--version")),
        arguments("client", "mistyped-flag", 2, List.of("--rat", "1")),
        arguments("client", "bad-value", 2, List.of("--rate", "fast")),
        arguments(
            "client",
            "no-server",
            3,
            List.of("localhost:1", "-n", "2", "--warm-up", "0", "--interval", "60s")));
  }

  @Overlapping
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("commands")
  void showWhatTheirTranscriptsHave(String program, String name, int exitCode, List<String> flags)
      throws Exception {
    Shown shown = run(program, 80, Map.of(), flags);

    assertThat(shown.exitCode()).as(shown.text()).isEqualTo(exitCode);
    Transcript.assertThatNothingBroke(shown);
    Transcript.assertThatItFits(shown, 80);
    Transcript.assertThatItIs(
        program + "-" + name,
        name.equals("no-server") ? Transcript.withoutFigures(shown.screen()) : shown.screen());
  }

  @Overlapping
  @ParameterizedTest
  @CsvSource({"text", "ndjson"})
  void reportARun(String form) throws Exception {
    Shown shown = runOfTheClient(80, Map.of(), "-o", form);

    assertThat(shown.exitCode()).as(shown.text()).isZero();
    Transcript.assertThatNothingBroke(shown);
    Transcript.assertThatItIs("client-run-" + form, Transcript.withoutFigures(shown.screen()));
  }

  /** The client's text is in ASCII where the locale or the terminal has no more. */
  @Overlapping
  @ParameterizedTest
  @CsvSource({
    "60, TERM=xterm, true",
    "80, TERM=xterm, true",
    "200, TERM=xterm, true",
    "80, TERM=dumb, false",
    "80, NO_COLOR=1, true",
    "80, LC_ALL=C, false"
  })
  void fitTheTerminalAndItsLocale(int columns, String variable, boolean unicode) throws Exception {
    String[] parts = variable.split("=", 2);
    Shown shown = runOfTheClient(columns, Map.of(parts[0], parts[1]));

    assertThat(shown.exitCode()).as(shown.text()).isZero();
    Transcript.assertThatItFits(shown, columns);
    if (!unicode) {
      assertThat(shown.bytes().codePoints()).allMatch(c -> c < 0x80);
    }
  }

  private static Shown runOfTheClient(int columns, Map<String, String> environment, String... form)
      throws Exception {
    String target = "127.0.0.1:" + servers.pods().get(0).port();
    List<String> flags =
        new ArrayList<>(List.of(target, "-n", "20", "--warm-up", "5", "--interval", "60s"));
    flags.addAll(List.of(form));
    return run("client", columns, environment, flags);
  }

  private static Shown run(
      String program, int columns, Map<String, String> environment, List<String> flags)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(HOME.resolve(program + "/target/meshlab-" + program + ".jar").toString());
    command.addAll(flags);
    Map<String, String> all =
        new HashMap<>(Map.of("TERM", "xterm", "LC_ALL", "C.UTF-8", "NO_COLOR", ""));
    all.put("COLUMNS", Integer.toString(columns));
    all.putAll(environment);
    return PseudoTerminal.run(HOME, columns, all, command);
  }
}
