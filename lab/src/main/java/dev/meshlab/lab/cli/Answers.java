package dev.meshlab.lab.cli;

import dev.meshlab.lab.run.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The lines that a person types. They are read by a thread of their own, since a read of a terminal
 * cannot be ended: ^C ends the wait for a line instead.
 */
final class Answers {

  private static final String NONE = "";

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Stop stop;
  private volatile boolean ended;

  private Answers(Stop stop) {
    this.stop = stop;
  }

  /** Begins to read; from then on whatever is typed is an answer. */
  static Answers from(InputStream input, Stop stop) {
    Answers answers = new Answers(stop);
    Thread reader = new Thread(() -> answers.read(input), "answers");
    reader.setDaemon(true);
    reader.start();
    stop.then(() -> answers.lines.add(NONE));
    return answers;
  }

  /** The next line; empty at the end of the input, and once the run is to end. */
  String next() throws InterruptedException {
    return stop.isWanted() || (ended && lines.isEmpty()) ? NONE : lines.take();
  }

  private void read(InputStream input) {
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, Charset.defaultCharset()));
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      // As if the input had ended.
    } finally {
      ended = true;
      lines.add(NONE);
    }
  }
}
