package dev.meshlab.lab.input;

import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.process.ChildProcess;
import dev.meshlab.lab.process.Command;
import dev.meshlab.lab.process.Command.Output;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.input.Source;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A {@code kustomize}, or a {@code kubectl} with one inside, that is found on PATH. */
final class Kustomize {

  /** More than a clone of a remote base takes. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Map<String, String> environment;

  Kustomize(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Builds a kustomization.
   *
   * @param place a folder, or what else the program takes
   */
  Source build(String place) {
    List<String> line = line(place);
    String name = Path.of(line.get(0)).getFileName() + " " + line.get(1) + " " + place;
    try (Sandbox sandbox = Sandbox.open()) {
      Command command = new Command("kustomize", line, environment, Output.READ);
      return built(name, sandbox.start(command));
    } catch (IOException e) {
      throw Broken.of(e);
    }
  }

  /** The program that is there, with its arguments. */
  List<String> line(String place) {
    return onPath("kustomize")
        .map(program -> List.of(program.toString(), "build", place))
        .or(() -> onPath("kubectl").map(kubectl -> List.of(kubectl.toString(), "kustomize", place)))
        .orElseThrow(() -> missing(place));
  }

  private static MissingPrerequisite missing(String place) {
    return new MissingPrerequisite(
        "-k %s: neither kustomize nor kubectl is on PATH.".formatted(place),
        "Install one of them, or build it elsewhere, and give what it prints to -f.");
  }

  private Optional<Path> onPath(String program) {
    return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program).toAbsolutePath())
        .filter(path -> Files.isExecutable(path) && Files.isRegularFile(path))
        .findFirst();
  }

  private static Source built(String name, ChildProcess program) throws IOException {
    CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .execute(program::kill);
    StringWriter objects = new StringWriter();
    try (BufferedReader output = program.output()) {
      output.transferTo(objects);
    }
    int exitCode = program.onExit().join();
    if (exitCode == 0) {
      byte[] bytes = objects.toString().getBytes(StandardCharsets.UTF_8);
      return new Source.Bytes(
          "<" + name + ">", new ByteArrayInputStream(bytes), "correct the kustomization");
    }
    String log = program.logTail().strip().replaceAll("\\s*\\R\\s*", " ");
    return new Source.Unavailable(
        name,
        "failed with exit code " + exitCode + (log.isEmpty() ? "" : ": " + log),
        "correct the kustomization");
  }
}
