package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.Progress;
import java.io.PrintStream;

/**
 * The line that shows what is being done: on a terminal one that is drawn over, elsewhere one for
 * each new thing. Safe for use from several threads.
 */
final class ProgressLine implements Progress, AutoCloseable {

  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private final Terminal terminal;
  private String shown = "";

  ProgressLine(PrintStream err, Terminal terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  static ProgressLine onStandardError() {
    return new ProgressLine(System.err, Terminal.current());
  }

  @Override
  public synchronized void now(String doing, String howFar) {
    if (terminal.progress()) {
      String text = doing + (howFar.isEmpty() ? "" : ", " + howFar);
      err.print(CLEAR_LINE + cut(text) + " " + terminal.ellipsis());
      err.flush();
    } else if (!doing.equals(shown)) {
      err.println("meshlab: " + doing);
    }
    shown = doing;
  }

  /** A line that wraps would be drawn over in part only. */
  private String cut(String text) {
    int room = terminal.columns() - 2 - terminal.ellipsis().length();
    return terminal.page().cut(text, room);
  }

  /** Takes the line away, so that what follows stands alone. */
  @Override
  public synchronized void close() {
    if (terminal.progress() && !shown.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
    shown = "";
  }
}
