package dev.meshlab.program;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * Standard output for results. Unlike {@link System#out} it does not swallow errors, such as a full
 * disk.
 */
public final class StandardOutput {

  private StandardOutput() {}

  /** A stream to it, without a buffer. */
  public static OutputStream open() {
    return new FileOutputStream(FileDescriptor.out);
  }

  /** The failure of a command whose result could not be written. */
  public static UncheckedIOException failed(IOException reason) {
    return new UncheckedIOException(
        "standard output cannot be written: "
            + reason.getMessage()
            + "; free some space, or send it to a reader that stays",
        reason);
  }
}
