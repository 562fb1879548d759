package dev.meshlab.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * The cues of whoever leads a run step by step: each line of standard input is one. The end of the
 * input is the last cue, for all steps that are left. Thread-safe.
 */
final class Cues {

  /** More than any run has steps. */
  private static final int ALL = 1 << 20;

  private final Semaphore lines = new Semaphore(0);
  private final Semaphore end = new Semaphore(0);

  private Cues() {}

  /** Those of a run without a leader: each step follows the one before it. */
  static Cues none() {
    Cues cues = new Cues();
    cues.end();
    return cues;
  }

  /**
   * Those of an input.
   *
   * @param ifItEnds called when no further line can come
   */
  static Cues of(InputStream input, Runnable ifItEnds) {
    Cues cues = new Cues();
    Thread reader = new Thread(() -> cues.read(input, ifItEnds), "cues");
    reader.setDaemon(true);
    reader.start();
    return cues;
  }

  private void read(InputStream input, Runnable ifItEnds) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
      while (reader.readLine() != null) {
        lines.release();
      }
    } catch (IOException gone) {
      // Whoever led is gone, which is what the end says.
    }
    ifItEnds.run();
    end();
  }

  /** Waits no longer: for no line, and not for the end. */
  void end() {
    lines.release(ALL);
    end.release(ALL);
  }

  /** Returns when the cue for the next step has come. */
  void awaitNext() {
    lines.acquireUninterruptibly();
  }

  /** Returns when no cue can come any more. */
  void awaitEnd() {
    end.acquireUninterruptibly();
  }
}
