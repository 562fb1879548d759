package dev.meshlab.lab.cli;

import dev.meshlab.program.Notices;

/** A line on standard error, as the terminal of this process takes it. */
final class Notice {

  private Notice() {}

  /** The line of the program itself, ending in a line feed. */
  static String of(String text) {
    return form().line(Terminal.current().fitted(text));
  }

  /**
   * The line with another beginning.
   *
   * @param beginning of the line, up to where words begin
   */
  static String of(String beginning, String text) {
    return form().line(beginning, Terminal.current().fitted(text));
  }

  static Notices form() {
    Terminal terminal = Terminal.current();
    return new Notices("meshlab", terminal.attended() ? terminal.columns() : Notices.UNBROKEN);
  }
}
