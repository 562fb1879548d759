package dev.meshlab.lab.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.meshlab.lab.process.Command.Output;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SandboxIT {
  private static final Duration BOUND = Duration.ofSeconds(20);

  @Test
  void leavesNothingBehindWhenClosed() throws Exception {
    Sandbox sandbox = Sandbox.open();
    ChildProcess child = sandbox.start(Command.of("child", List.of("sleep", "600")));

    sandbox.close();

    assertThat(child.alive()).isFalse();
    assertThat(child.exitCode()).hasValue(128 + 15);
    assertThat(sandbox.directory()).doesNotExist();
    sandbox.close();
  }

  @Test
  void leavesNoOrphanWhenTheLabIsKilled() throws Exception {
    Process lab =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedLab.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = lab.inputReader(UTF_8);
    Path directory = Path.of(output.readLine());
    List<Long> children = List.of(Long.valueOf(output.readLine()), Long.valueOf(output.readLine()));
    assertThat(children).allMatch(SandboxIT::alive);

    lab.destroyForcibly();

    await().atMost(BOUND).until(() -> children.stream().noneMatch(SandboxIT::alive));
    await().atMost(BOUND).until(() -> Files.notExists(directory));
  }

  @Test
  void killsAChildThatDoesNotListen() throws Exception {
    try (Sandbox sandbox = Sandbox.open()) {
      Command deaf =
          Command.of(
              "deaf", List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"));
      ChildProcess child = sandbox.start(deaf.withOutput(Output.READ));
      assertThat(child.output().readLine()).isEqualTo("deaf");

      child.terminate(Duration.ofMillis(50));

      assertThat(child.exitCode()).hasValue(128 + 9);
    }
  }

  @Test
  void putsEachChildIntoASessionOfItsOwn() throws Exception {
    try (Sandbox sandbox = Sandbox.open()) {
      Command command = Command.of("child", List.of("sh", "-c", "ps -o sid= -p $$"));
      ChildProcess child = sandbox.start(command.withOutput(Output.READ));

      assertThat(child.output().readLine().strip()).isEqualTo(Long.toString(child.pid()));
    }
  }

  @Test
  void showsAChildOnlyTheEnvironmentMeantForIt() throws Exception {
    try (Sandbox sandbox = Sandbox.open()) {
      Command command = Command.of("child", List.of("env")).withEnvironment(Map.of("POD", "a"));
      try (BufferedReader output = sandbox.start(command.withOutput(Output.READ)).output()) {
        assertThat(output.lines().map(line -> line.replaceFirst("=.*", "")))
            .contains("POD", "PATH")
            .doesNotContain("JAVA_HOME", "USER", "SHELL", "MAVEN_PROJECTBASEDIR");
      }
    }
  }

  @Test
  void reportsTheExitAndTheLastWordsOfAChild() throws Exception {
    try (Sandbox sandbox = Sandbox.open()) {
      ChildProcess child =
          sandbox.start(Command.of("child", List.of("sh", "-c", "echo out; echo err >&2; exit 7")));

      assertThat(child.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(7);
      assertThat(child.logTail()).isEqualTo("out\nerr");
    }
  }

  @Test
  void reportsAProgramThatDoesNotExist() throws Exception {
    try (Sandbox sandbox = Sandbox.open()) {
      ChildProcess child = sandbox.start(Command.of("child", List.of("no-such-program")));

      assertThat(child.onExit().get(BOUND.toSeconds(), TimeUnit.SECONDS)).isEqualTo(127);
      assertThat(child.logTail()).contains("no-such-program");
    }
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
