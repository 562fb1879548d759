package dev.meshlab.lab.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard output for results. Unlike {@link System#out} it does not swallow errors, such as a full
 * disk.
 */
final class Output {

  private Output() {}

  /** Writes all of the text, or says why it could not. */
  static void write(String text) {
    try {
      FileOutputStream out = new FileOutputStream(FileDescriptor.out);
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the result could not be written to standard output: "
              + e.getMessage()
              + "; free some space, or send it elsewhere",
          e);
    }
  }
}
