package dev.meshlab.lab.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a program that only reads, and is over before the death of the lab could matter; so it
 * needs no sandbox. What it writes to standard error is not kept.
 */
public final class BriefProgram {

  private final int exitCode;
  private final byte[] bytes;

  private BriefProgram(int exitCode, byte[] bytes) {
    this.exitCode = exitCode;
    this.bytes = bytes;
  }

  /**
   * Waits for its end.
   *
   * @throws IOException if there is no such program
   */
  public static BriefProgram run(Path directory, String program, List<String> arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(program));
    line.addAll(arguments);
    Process process =
        new ProcessBuilder(line)
            .directory(directory.toAbsolutePath().toFile())
            .redirectError(Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    try (InputStream output = process.getInputStream()) {
      byte[] bytes = output.readAllBytes();
      return new BriefProgram(process.waitFor(), bytes);
    } catch (InterruptedException stopped) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException(program + " was interrupted", stopped);
    }
  }

  public boolean hasSucceeded() {
    return exitCode == 0;
  }

  /** Its standard output. */
  public InputStream output() {
    return new ByteArrayInputStream(bytes);
  }

  /** The same as text, without blanks around it. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8).strip();
  }
}
