package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.Progress;
import java.io.PrintStream;

/**
 * Shows what is being done: on a terminal one line that is drawn over, elsewhere a line for each
 * new thing. Safe for use from several threads.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final boolean terminal;
  private String shown = "";

  ProgressLine(PrintStream err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  /**
   * On standard error. The launcher says whether that is a terminal, which Java cannot find out.
   */
  static ProgressLine onStandardError() {
    boolean dumb = "dumb".equals(System.getenv("TERM"));
    return new ProgressLine(System.err, Boolean.getBoolean("meshlab.terminal") && !dumb);
  }

  @Override
  public synchronized void now(String doing, String howFar) {
    if (terminal) {
      err.print(CLEAR_LINE + doing + (howFar.isEmpty() ? "" : ", " + howFar) + " …");
      err.flush();
    } else if (!doing.equals(shown)) {
      err.println("meshlab: " + doing);
    }
    shown = doing;
  }

  /** Takes the line away, so that what follows stands alone. */
  @Override
  public synchronized void close() {
    if (terminal && !shown.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
    shown = "";
  }
}
