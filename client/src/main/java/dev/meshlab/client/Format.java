package dev.meshlab.client;

import dev.meshlab.client.output.NdjsonOutput;
import dev.meshlab.client.output.Output;
import dev.meshlab.client.output.Page;
import dev.meshlab.client.output.TextOutput;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The formats of {@code -o}, spelled as the flag does. */
enum Format {
  text,
  ndjson;

  /**
   * The output that writes there.
   *
   * @param page what a person reads it on
   */
  Output to(OutputStream stream, Page page) {
    return switch (this) {
      case text -> new TextOutput(writer(stream, page.charset()), page);
      case ndjson -> new NdjsonOutput(writer(stream, StandardCharsets.UTF_8));
    };
  }

  private static Writer writer(OutputStream stream, Charset charset) {
    return new BufferedWriter(new OutputStreamWriter(stream, charset));
  }
}
