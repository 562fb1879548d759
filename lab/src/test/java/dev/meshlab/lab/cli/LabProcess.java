package dev.meshlab.lab.cli;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The packaged lab as a process. What it prints and what it leaves in its temporary directory is
 * kept below a directory of the test's.
 */
final class LabProcess implements AutoCloseable {

  static final Duration BOUND = Duration.ofSeconds(90);

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();

  private final Path directory;
  private final Process process;
  private final Set<ProcessHandle> descendants = new HashSet<>();

  private LabProcess(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
  }

  static LabProcess start(Path directory, String... arguments) throws IOException {
    return start(directory, builder -> {}, arguments);
  }

  /**
   * @param directory must be there, and be no other process's
   * @param change what is to be different about the process
   */
  static LabProcess start(Path directory, Consumer<ProcessBuilder> change, String... arguments)
      throws IOException {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
    line.add("-XX:SharedArchiveFile=" + HOME.resolve("lab/target/meshlab-lab.jsa"));
    line.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Dmeshlab.home=" + HOME));
    line.addAll(List.of("-jar", HOME.resolve("lab/target/meshlab-lab.jar").toString()));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS"); // A JVM says that it picked them up.
    change.accept(builder);
    return new LabProcess(directory, builder.start());
  }

  /**
   * A process started in the background by a shell without job control inherits an ignored SIGINT,
   * and a JVM leaves it so: ^C would be tested or not, depending on how the build was started.
   */
  static void heedingSigint(ProcessBuilder builder) {
    String become =
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
            + " os.execv(sys.argv[1], sys.argv[1:])";
    builder.command().addAll(0, List.of("python3", "-c", become));
  }

  /** Returns when the lab has said so on stderr. */
  void awaitProgress(String line) {
    await(line).atMost(BOUND).until(() -> stderr().contains(line));
    noteDescendants();
  }

  /** The first process below the lab whose command line holds that text. */
  ProcessHandle child(String text) {
    return process
        .descendants()
        .filter(child -> child.info().commandLine().orElse("").contains(text))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the lab runs no " + text + ": " + stderr()));
  }

  /** Sends the signal of ^C. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** Sends SIGKILL to the lab alone. */
  void kill() {
    noteDescendants();
    process.destroyForcibly();
  }

  /** Waits for the end. */
  int exitCode() {
    await("the lab ends").atMost(BOUND).pollInterval(Duration.ofMillis(20)).until(this::hasEnded);
    return process.exitValue();
  }

  private boolean hasEnded() {
    noteDescendants();
    return !process.isAlive();
  }

  private void noteDescendants() {
    process.descendants().forEach(descendants::add);
  }

  String stdout() {
    return read("stdout");
  }

  String stderr() {
    return read("stderr");
  }

  private String read(String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Its standard output, which must be one JSON value and nothing else. */
  JsonNode json() throws IOException {
    return new ObjectMapper().readTree(stdout());
  }

  /** Processes that outlived the lab, and files in its temporary directory; at best empty. */
  List<String> leftovers() throws IOException {
    List<String> left = new ArrayList<>();
    descendants.stream().filter(ProcessHandle::isAlive).forEach(alive -> left.add("" + alive));
    try (Stream<Path> files = Files.list(directory.resolve("tmp"))) {
      files.forEach(file -> left.add(file.toString()));
    }
    return left;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }
}
