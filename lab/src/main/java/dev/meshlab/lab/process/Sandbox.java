package dev.meshlab.lab.process;

import dev.meshlab.lab.process.Command.Output;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The traces of one run on the machine, which the run removes again: a temporary directory for logs
 * and bootstrap files, and the programs started in it. After {@link #close()}, and equally after
 * the lab itself was killed, none of it is left. Safe for use from several threads.
 */
public final class Sandbox implements AutoCloseable {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /**
   * The variables that a program needs to run at all; the rest of the user's environment is not its
   * business.
   */
  private static final Set<String> INHERITED =
      Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "LD_LIBRARY_PATH");

  private final Path directory;
  private final Watchdog watchdog;
  private final Queue<ChildProcess> children = new ConcurrentLinkedQueue<>();

  private Sandbox(Path directory, Watchdog watchdog) {
    this.directory = directory;
    this.watchdog = watchdog;
  }

  /** Makes a directory below the system's own for temporary files. */
  public static Sandbox open() throws IOException {
    Path directory = Files.createTempDirectory("meshlab-").toRealPath();
    try {
      return new Sandbox(directory, Watchdog.over(directory));
    } catch (IOException e) {
      delete(directory);
      throw e;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public Path directory() {
    return directory;
  }

  /**
   * Starts a program in a session of its own, with nothing on its standard input. A program that
   * does not exist shows as exit code 127, with the shell's words in the log.
   */
  public ChildProcess start(Command command) throws IOException {
    LogFile log = new LogFile(directory.resolve(command.name() + ".log"));
    List<String> line = new ArrayList<>(watchdog.launcher());
    line.addAll(command.line());
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectInput(new File("/dev/null"))
            .redirectError(Redirect.appendTo(log.path().toFile()));
    if (command.output() == Output.LOG) {
      builder.redirectOutput(Redirect.appendTo(log.path().toFile()));
    }
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(command.environment());
    ChildProcess child = new ChildProcess(command.name(), builder.start(), log);
    children.add(child);
    return child;
  }

  /** Stops what still runs, all at once, and removes the directory. */
  @Override
  public void close() {
    ChildProcess.terminateAll(children, GRACE);
    // It removes the directory, as it would have done after the death of the lab.
    watchdog.close();
  }
}
