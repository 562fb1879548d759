package dev.meshlab.lab.cli;

import dev.meshlab.program.StandardOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Standard output for results. */
final class Output {

  private Output() {}

  /** Writes all of the text, or says why it could not. */
  static void write(String text) {
    try {
      OutputStream out = StandardOutput.open();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw StandardOutput.failed(e);
    }
  }
}
