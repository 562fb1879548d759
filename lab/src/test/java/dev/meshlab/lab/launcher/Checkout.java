package dev.meshlab.lab.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A checkout with the launcher and nothing else. Its Maven, its Java and its {@code fetch-envoy}
 * are scripts of the test's.
 */
record Checkout(Path directory) {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();

  /** Runs a command as the leader of its own process group, which heeds ^C. */
  private static final String AS_LEADER =
      "import os, signal, sys; os.setsid(); signal.signal(signal.SIGINT, signal.SIG_DFL);"
          + " os.execv(sys.argv[1], sys.argv[1:])";

  /** Runs a command on a terminal that has its own input, output and errors. */
  private static final String ON_TERMINAL =
      "import os, pty, sys; sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

  record Ended(int exitCode, String output, String errors) {}

  static Checkout in(Path directory) throws IOException {
    Checkout checkout = new Checkout(directory);
    Files.createDirectories(directory.resolve("lab/src/main"));
    Files.createFile(directory.resolve("pom.xml"));
    Files.createFile(directory.resolve("lab/pom.xml"));
    Files.copy(REPOSITORY.resolve("meshlab"), directory.resolve("meshlab"));
    checkout.script("scripts/fetch-envoy", "touch fetched");
    checkout.script(
        "bin/mvn",
        "echo built >>builds; mkdir -p server/target lab/target",
        "touch server/target/meshlab-server.jar lab/target/meshlab-lab.jar");
    checkout.script(
        "bin/java", "printf '%s\\n' \"$@\" \"COLUMNS=${COLUMNS-}\" \"LC_ALL=${LC_ALL-}\"");
    return checkout;
  }

  static Path repository() {
    return REPOSITORY;
  }

  /** Runs in the checkout, whatever directory it is called from. */
  void script(String name, String... lines) throws IOException {
    Path script = directory.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(
        script, "#!/bin/bash\ncd '" + directory + "'\n" + String.join("\n", lines) + "\n");
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
  }

  /** True if a script has written a file of that name. */
  boolean has(String name) {
    return Files.exists(directory.resolve(name));
  }

  Ended run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  Ended run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(directory.resolve("meshlab").toString()));
    command.addAll(List.of(arguments));
    return await(start(environment, command));
  }

  /** Runs a line of shell on a terminal; what it prints there is the output. */
  Ended runOnTerminal(Map<String, String> environment, String line)
      throws IOException, InterruptedException {
    return await(
        start(environment, List.of("python3", "-c", ON_TERMINAL, "/bin/bash", "-c", line)));
  }

  Process startAsLeader(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", AS_LEADER));
    command.add(directory.resolve("meshlab").toString());
    command.addAll(List.of(arguments));
    return start(Map.of(), command);
  }

  private Process start(Map<String, String> environment, List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    List.of("JAVA_HOME", "COLUMNS", "LC_ALL", "MESHLAB_ENVOY").forEach(variables::remove);
    variables.put("PATH", directory.resolve("bin") + ":" + variables.get("PATH"));
    variables.putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  static Ended await(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), output, errors);
  }
}
