package dev.meshlab.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The client's artefact as a process that writes NDJSON. */
final class ClientProcess implements AutoCloseable {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * A process started in the background by a shell without job control inherits an ignored SIGINT,
   * and a JVM leaves it so: ^C would be tested or not, depending on how the build was started.
   */
  private static final List<String> WITH_SIGINT =
      List.of(
          "python3",
          "-c",
          "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
              + " os.execv(sys.argv[1], sys.argv[1:])");

  private final Process process;
  private final BufferedReader stdout;

  private ClientProcess(Process process) {
    this.process = process;
    this.stdout = process.inputReader();
  }

  static ClientProcess start(String... args) throws IOException {
    List<String> command = new ArrayList<>(WITH_SIGINT);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
    command.add(Path.of("target", "meshlab-client.jar").toString());
    command.addAll(List.of("--output", "ndjson"));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // A JVM says that it picked them up.
    return new ClientProcess(builder.start());
  }

  /** Reads on until a record satisfies the condition. */
  JsonNode await(Predicate<JsonNode> condition) throws IOException {
    for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
      JsonNode record = MAPPER.readTree(line);
      if (condition.test(record)) {
        return record;
      }
    }
    throw new AssertionError("The client ended without the record that was waited for");
  }

  /** The final report; nothing may follow it. */
  JsonNode report() throws IOException {
    JsonNode report = await(record -> record.get("type").asText().equals("report"));
    assertThat(stdout.readLine()).isNull();
    return report;
  }

  /** Gives the cue for its next step. */
  void cue() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
  }

  void endCues() throws IOException {
    process.getOutputStream().close();
  }

  /** All that it wrote to standard error; for when it has ended. */
  List<String> stderr() {
    return process.errorReader().lines().toList();
  }

  /** Sends the signal of ^C. */
  void interrupt() throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** Sends the signal of a kubelet; unlike {@link Process#destroy()} it leaves the output open. */
  void terminate() {
    process.toHandle().destroy();
  }

  void closeStdout() throws IOException {
    stdout.close();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the client ends").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
