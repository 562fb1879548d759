package dev.meshlab.lab.process;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * A shell that outlives the lab by a moment. It reads a pipe whose other end only the lab's JVM
 * holds; when that closes, be it by {@code kill -9}, the shell stops the children which are still
 * there and removes the sandbox. The script says how it knows them.
 */
final class Watchdog implements AutoCloseable {
  private static final long CLOSE_SECONDS = 10;

  private final Path script;
  private final Process shell;

  private Watchdog(Path script, Process shell) {
    this.script = script;
    this.shell = shell;
  }

  static Watchdog over(Path sandbox) throws IOException {
    Path script = sandbox.resolve("guard.sh");
    try (InputStream resource = Watchdog.class.getResourceAsStream("guard.sh")) {
      Files.copy(Objects.requireNonNull(resource, "guard.sh is not on the class path"), script);
    }
    Files.createDirectory(sandbox.resolve("pids"));
    Process shell =
        new ProcessBuilder("/bin/sh", script.toString(), "guard", sandbox.toString())
            // Were these inherited, a reader of the lab's output would wait for the shell too.
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    return new Watchdog(script, shell);
  }

  /** The words to put in front of a program's command line so that the program is watched. */
  List<String> launcher() {
    return List.of(
        "/bin/sh",
        script.toString(),
        "launch",
        Objects.requireNonNull(script.getParent()).toString());
  }

  /** Lets the shell do what it does when the lab dies, and waits for it. */
  @Override
  public void close() {
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      shell.destroyForcibly();
    } catch (InterruptedException e) {
      // The pipe is closed, so the shell goes on and ends by itself.
      Thread.currentThread().interrupt();
    }
  }
}
