package dev.meshlab.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.meshlab.lab.Overlapping;
import dev.meshlab.lab.terminal.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The three programs in a pseudo-terminal. What each command shows is in {@code
 * src/test/resources/terminal}; {@code -Dmeshlab.transcripts=write} writes those files anew.
 */
@Tag("envoy")
@Timeout(240)
class TerminalIT {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private static final String RULES = "lab/src/test/resources/terminal/rules.yaml";

  private static final Map<String, String> UTF8 =
      Map.of("TERM", "xterm-256color", "LC_ALL", "C.UTF-8", "NO_COLOR", "", "COLUMNS", "80");

  /** The commands, each once in each of its forms. */
  static Stream<Arguments> commands() {
    return Stream.of(
        arguments("help", 0, List.of("--help")),
        arguments("help-run", 0, List.of("help", "run")),
        arguments("help-predict", 0, List.of("predict", "--help")),
        arguments("help-explain", 0, List.of("explain", "--help")),
        arguments("help-config", 0, List.of("config", "--help")),
        arguments("help-diff", 0, List.of("diff", "--help")),
        arguments("help-merge", 0, List.of("merge", "--help")),
        arguments("help-exercise", 0, List.of("exercise", "--help")),
        arguments("help-exercise-run", 0, List.of("exercise", "run", "--help")),
        arguments("help-test", 0, List.of("test", "--help")),
        arguments(
            "test-predict-only",
            3,
            List.of(
                "test",
                "samples/testing",
                "--predict-only",
                "--over",
                "samples/testing/broken/forgotten-mesh.yaml")),
        arguments("exercise-list", 0, List.of("exercise", "list")),
        arguments("exercise-show", 0, List.of("exercise", "show", "pinned")),
        arguments("help-doctor", 0, List.of("doctor", "--help")),
        arguments("help-completion", 0, List.of("completion", "--help")),
        arguments("version", 0, List.of("--version")),
        arguments("no-command", 2, List.of()),
        arguments("mistyped-command", 2, List.of("rn")),
        arguments("mistyped-flag", 2, List.of("run", "--plans", "plain")),
        arguments("doctor", 0, List.of("doctor")),
        arguments("explain", 2, List.of("explain", "-f", "rules.yaml")),
        arguments("explain-all", 2, List.of("explain", "-f", "rules.yaml", "--all")),
        arguments("explain-json", 2, List.of("explain", "-f", "rules.yaml", "-o", "json")),
        arguments("explain-junit", 2, List.of("explain", "-f", "rules.yaml", "-o", "junit")),
        arguments("config-cluster", 0, List.of("config", "cluster", "-f", "samples/broken-canary")),
        arguments("config-routes", 0, List.of("config", "routes", "-f", "samples/broken-canary")),
        arguments("predict", 3, List.of("predict", "--stand-in", "-f", "samples/broken-canary")),
        arguments(
            "predict-json",
            3,
            List.of("predict", "--stand-in", "-f", "samples/broken-canary", "-o=json")),
        arguments(
            "predict-junit",
            3,
            List.of("predict", "--stand-in", "-f", "samples/broken-canary", "-o=junit")),
        arguments(
            "diff", 0, List.of("diff", "k8s,k8s/v2,istio", "+istio/scenarios/canary-header.yaml")),
        arguments("run-refused", 2, List.of("run", "-f", "rules.yaml")),
        arguments("run-refused-json", 2, List.of("run", "-f", "rules.yaml", "-o", "json")),
        arguments("run-refused-junit", 2, List.of("run", "-f", "rules.yaml", "-o", "junit")),
        arguments("completion-fish", 0, List.of("completion", "fish")));
  }

  @Overlapping
  @ParameterizedTest(name = "{0}")
  @MethodSource("commands")
  void showsWhatItsTranscriptHas(String name, int exitCode, List<String> arguments)
      throws Exception {
    Shown shown = run(UTF8, 80, arguments);

    assertThat(shown.exitCode()).as(shown.text()).isEqualTo(exitCode);
    Transcript.assertThatNothingBroke(shown);
    if (arguments.stream().noneMatch(form -> form.matches("(-o=)?(json|junit)|fish"))
        && !name.startsWith("config-")) {
      Transcript.assertThatItFits(shown, 80);
    }
    Transcript.assertThatItIs(name, shown.screen());
  }

  /** The script is picocli's, so what counts is that a shell completes with it. */
  @Overlapping
  @Test
  void printsAScriptWithWhichBashCompletesCommands(@TempDir Path directory) throws Exception {
    Shown shown = run(UTF8, 80, List.of("completion", "bash"));
    Path script = Files.writeString(directory.resolve("completion"), shown.text());

    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source \"$0\"; COMP_WORDS=(meshlab ru); COMP_CWORD=1; _complete_meshlab;"
                    + " echo \"${COMPREPLY[@]}\"",
                script.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(bash.getInputStream()).hasContent("run");
    assertThat(bash.waitFor()).isZero();
  }

  /** Outside a completion zsh's emulation of bash leaves out no candidate. */
  @Overlapping
  @Test
  void printsAScriptWithWhichZshCompletesCommands(@TempDir Path directory) throws Exception {
    Shown shown = run(UTF8, 80, List.of("completion", "zsh"));
    Path script = Files.writeString(directory.resolve("_meshlab"), shown.text());
    assertThat(shown.text()).startsWith("#compdef meshlab").doesNotContain("#!");
    assumeThat(Path.of("/usr/bin/zsh")).isExecutable();

    Process zsh =
        new ProcessBuilder(
                "/usr/bin/zsh",
                "-f",
                "-c",
                "source \"$0\"; f() { emulate -L sh; setopt kshglob noshglob braceexpand;"
                    + " COMP_WORDS=(meshlab ru); COMP_CWORD=1; _complete_meshlab;"
                    + " echo \"${COMPREPLY[@]}\"; }; f",
                script.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(zsh.getInputStream())
        .hasContent("run predict explain config doctor completion help");
    assertThat(zsh.waitFor()).isZero();
  }

  /** Environments, and whether they have colours. */
  static Stream<Arguments> environments() {
    return Stream.of(
        arguments(Map.of(), true, true),
        arguments(Map.of("NO_COLOR", "1"), false, true),
        arguments(Map.of("TERM", "dumb"), false, true),
        arguments(Map.of("LC_ALL", "C"), true, false),
        arguments(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""), true, false));
  }

  @Overlapping
  @ParameterizedTest(name = "{0}")
  @MethodSource("environments")
  void heedsColoursAndLocaleInEveryText(
      Map<String, String> environment, boolean colours, boolean unicode) throws Exception {
    Map<String, String> all = new HashMap<>(UTF8);
    all.putAll(environment);
    for (List<String> arguments :
        List.of(
            List.of("explain", "-f", "rules.yaml"),
            List.of("predict", "--stand-in", "-f", "samples/broken-canary"))) {
      Shown shown = run(all, 80, arguments);

      Transcript.assertThatNothingBroke(shown);
      assertThat(shown.screen().contains("\u001b[")).as(shown.screen()).isEqualTo(colours);
      if (!unicode) {
        assertThat(shown.bytes().codePoints()).allMatch(c -> c < 0x80);
      }
    }
  }

  /** Widths of terminals; the transcripts are of 80 columns. */
  @Overlapping
  @ParameterizedTest
  @MethodSource("widths")
  void fitsTheTerminal(int columns) throws Exception {
    Map<String, String> environment = new HashMap<>(UTF8);
    environment.put("COLUMNS", Integer.toString(columns));
    for (List<String> arguments :
        List.of(
            List.of("--help"),
            List.of("run", "--help"),
            List.of("explain", "-f", "rules.yaml", "--all"),
            List.of("predict", "--stand-in", "-f", "samples/broken-canary"),
            List.of("predict", "--stand-in", "-f", "samples/online-shop"))) {
      Shown shown = run(environment, columns, arguments);

      Transcript.assertThatNothingBroke(shown);
      Transcript.assertThatItFits(shown, columns);
    }
  }

  static Stream<Integer> widths() {
    return Stream.of(60, 132);
  }

  /** A run with every tone in it: calls fail at one route, agree at the others. */
  @Overlapping
  @ParameterizedTest
  @MethodSource("forms")
  void showsARunInEachForm(String form) throws Exception {
    Shown shown =
        run(
            UTF8,
            80,
            List.of(
                "run",
                "--stand-in",
                "-f",
                "samples/broken-canary",
                "--calls=200",
                "--seed=1",
                "-o=" + form));

    assertThat(shown.exitCode()).as(shown.text()).isEqualTo(3);
    Transcript.assertThatNothingBroke(shown);
    if (form.equals("text")) {
      Transcript.assertThatItFits(shown, 80);
      assertThat(shown.screen()).contains("\u001b[32magrees", "\u001b[1m\u001b[31mcalls fail");
    }
    if (form.equals("json")) { // Its pods are in the order of their UUIDs, which are drawn.
      assertThat(new ObjectMapper().readTree(shown.text()).at("/planes")).hasSize(5);
    } else {
      Transcript.assertThatItIs(
          "run-" + form, Transcript.withoutFigures(withoutWarmUp(shown.screen())));
    }
  }

  /** The screen without a later route's warm-up, which depends on what the JVM has compiled. */
  private static String withoutWarmUp(String screen) {
    return screen.replaceAll("(?m)^ *warm-up, not counted.*\\R", "");
  }

  static Stream<String> forms() {
    return Stream.of("text", "json", "junit");
  }

  private static Shown run(Map<String, String> environment, int columns, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    command.add("-XX:SharedArchiveFile=" + HOME.resolve("lab/target/meshlab-lab.jsa"));
    command.addAll(List.of("-Dmeshlab.home=" + HOME, "-Dmeshlab.terminal=true"));
    command.addAll(List.of("-Dmeshlab.terminal.stdout=true", "-jar"));
    command.add(HOME.resolve("lab/target/meshlab-lab.jar").toString());
    for (String argument : arguments) {
      command.add(argument.equals("rules.yaml") ? RULES : argument);
    }
    return PseudoTerminal.run(HOME, columns, environment, command);
  }
}
