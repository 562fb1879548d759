package dev.meshlab.lab.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meshlab.lab.launcher.Checkout.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LauncherIT {
  private Checkout checkout;

  @BeforeEach
  void checkOut(@TempDir Path directory) throws IOException {
    checkout = Checkout.in(directory);
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(checkout.directory().resolve(name).getParent());
    Files.writeString(checkout.directory().resolve(name), text);
  }

  @Test
  void buildsOnceAndThenRunsTheLabWithTheSameArguments() throws Exception {
    Ended first = checkout.run("explain", "-f", "a file.yaml");
    Ended second = checkout.run("explain", "-f", "a file.yaml");

    assertThat(first.exitCode()).isZero();
    assertThat(first.errors()).contains("meshlab: building, once", "meshlab: built in ");
    assertThat(second.errors()).isEmpty();
    assertThat(checkout.directory().resolve("builds")).hasContent("built");
    assertThat(second.output())
        .contains("-jar\n" + checkout.directory() + "/lab/target/meshlab-lab.jar\n")
        .contains("\nexplain\n-f\na file.yaml\n");
  }

  @Test
  void showsWhatThisBuildSaysAndNoEarlierOne() throws Exception {
    write("target/launcher-build.log", "[ERROR] of an earlier build\n");
    checkout.script("bin/mvn", "echo '[INFO] x'; echo '[ERROR] cannot compile'; exit 1");

    Ended ended = checkout.run("doctor");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.output()).as("the lab is not run").isEmpty();
    assertThat(ended.errors())
        .contains(
            "[ERROR] cannot compile\n",
            "meshlab: the build failed; all of it is in "
                + checkout.directory()
                + "/target/launcher-build.log\n")
        .doesNotContain("earlier build", "[INFO]");
  }

  @Test
  void showsTheEndOfABuildThatFailsWithoutAnError() throws Exception {
    checkout.script("bin/mvn", "echo 'killed'; exit 1");

    assertThat(checkout.run("doctor").errors()).contains("\nkilled\n");
  }

  /** A folder or a file in the place of the other is refused even to root. */
  @ParameterizedTest
  @CsvSource({"target, File exists", "target/launcher-build.log/a, Is a directory"})
  void saysThatTargetCannotBeWritten(String obstacle, String reason) throws Exception {
    write(obstacle, "[ERROR] of an earlier build\n");
    checkout.script("scripts/fetch-envoy", "exec sleep 100");

    Ended ended = checkout.run("run");

    assertThat(ended.exitCode()).as("at once, with nothing left that writes").isEqualTo(4);
    assertThat(ended.errors())
        .isEqualTo(
            """
            meshlab: the lab must be built, since it never was or its sources changed, but %s/target cannot be written: %s
            meshlab: make it writable, or copy the repository to a folder that you can write to
            """
                .formatted(checkout.directory(), reason));
    assertThat(checkout.has("builds")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          run                                       | true
          run -f k8s                                | true
          run --planes envoy                        | true
          run --planes=plain,ENVOY                  | true
          run --planes plain --planes gateway       | true
          run --envoy-workers 2                     | true
          run --planes plain                        | false
          run --planes=plain                        | false
          run --planes plain,proxyless --calls 9    | false
          run --envoy /usr/bin/envoy                | false
          run --envoy=/usr/bin/envoy                | false
          test                                      | true
          test samples/testing --planes envoy       | true
          test --planes plain                       | false
          test --predict-only                       | false
          test --init k8s                           | false
          exercise run pinned                       | true
          exercise run --all                        | true
          exercise run pinned --planes plain        | false
          exercise list                             | false
          exercise show run                         | false
          run --help                                | false
          help run                                  | false
          config cluster                            | false
          doctor                                    | false
          --version                                 | false
          """)
  void fetchesEnvoyForAMeasurementThatNeedsIt(String arguments, boolean fetches) throws Exception {
    assertThat(checkout.run(arguments.split(" +", -1)).exitCode()).isZero();

    assertThat(checkout.has("fetched")).isEqualTo(fetches);
  }

  @Test
  void saysWhichStreamsAreTerminals() throws Exception {
    assertThat(checkout.run("doctor").output())
        .contains("-Dmeshlab.terminal=false\n-Dmeshlab.terminal.stdout=false\n");
    assertThat(checkout.runOnTerminal(Map.of(), "./meshlab doctor").output())
        .contains("-Dmeshlab.terminal=true\r\n-Dmeshlab.terminal.stdout=true\r\n");
    assertThat(checkout.runOnTerminal(Map.of(), "./meshlab doctor | cat").output())
        .contains("-Dmeshlab.terminal=true\r\n-Dmeshlab.terminal.stdout=false\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "stty cols 97 rows 20; ./meshlab doctor, 97",
    "stty cols 97 rows 20; ./meshlab doctor | cat, 97",
    "stty cols 0 rows 0; ./meshlab doctor, 80",
    "stty cols 97 rows 20; COLUMNS=60 ./meshlab doctor, 60"
  })
  void tellsTheLabHowWideTheTerminalIs(String line, int columns) throws Exception {
    assertThat(checkout.runOnTerminal(Map.of(), line).output())
        .contains("\nCOLUMNS=" + columns + "\r\n");
  }

  @Test
  void tellsTheLabNoWidthWithoutATerminal() throws Exception {
    assertThat(checkout.run("doctor").output()).contains("\nCOLUMNS=\n");
  }

  @ParameterizedTest
  @CsvSource({"C, C.UTF-8", "POSIX, C.UTF-8", "xx_XX.UTF-8, C.UTF-8", "C.UTF-8, C.UTF-8"})
  void runsTheLabInUtf8AndTellsItTheLocaleOfItsUser(String locale, String forTheLab)
      throws Exception {
    assertThat(checkout.run(Map.of("LC_ALL", locale), "doctor").output())
        .contains("-Dmeshlab.locale=" + locale + "\n", "\nLC_ALL=" + forTheLab + "\n");
  }

  @Test
  void runsTheRealLabInAFolderWhoseNameIsNotAscii(@TempDir Path directory) throws Exception {
    checkout = Checkout.in(directory.resolve("Übung 1"));
    for (String module : new String[] {"lab", "server"}) {
      Files.createDirectories(checkout.directory().resolve(module));
      Files.createSymbolicLink(
          checkout.directory().resolve(module + "/target"),
          Checkout.repository().resolve(module + "/target"));
    }
    Files.delete(checkout.directory().resolve("bin/java"));
    checkout.script("bin/mvn", "exit 0");
    String java = Path.of(System.getProperty("java.home")).toString();

    Ended ended = checkout.run(Map.of("LC_ALL", "C", "JAVA_HOME", java), "--version");

    assertThat(ended.exitCode()).as(ended.errors()).isZero();
    assertThat(ended.output()).startsWith("meshlab ");
  }

  @Test
  void endsWith130AndLeavesNothingRunningWhenABuildIsInterrupted() throws Exception {
    checkout.script("scripts/fetch-envoy", "echo $$ >fetching; exec sleep 100");
    checkout.script("bin/mvn", "echo $$ >building; exec sleep 100");
    Process launcher = checkout.startAsLeader("run");
    await().until(() -> checkout.has("building") && checkout.has("fetching"));

    new ProcessBuilder("kill", "-INT", "--", "-" + launcher.pid()).start().waitFor();

    Ended ended = Checkout.await(launcher);
    assertThat(ended.exitCode()).isEqualTo(130);
    assertThat(ended.errors()).endsWith("meshlab: interrupted\n").doesNotContain("build failed");
    await().until(() -> isGone("building") && isGone("fetching"));
  }

  private boolean isGone(String file) throws IOException {
    String pid = Files.readString(checkout.directory().resolve(file)).strip();
    return ProcessHandle.of(Long.parseLong(pid)).isEmpty();
  }
}
