package dev.meshlab.client;

import dev.meshlab.client.output.NdjsonOutput;
import dev.meshlab.client.output.Output;
import dev.meshlab.client.output.TextOutput;
import java.io.BufferedWriter;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** The formats of {@code -o}, spelled as the flag does. */
enum Format {
  text,
  ndjson;

  Output to(OutputStream stream) {
    Writer writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    return switch (this) {
      case text -> new TextOutput(writer);
      case ndjson -> new NdjsonOutput(writer);
    };
  }
}
