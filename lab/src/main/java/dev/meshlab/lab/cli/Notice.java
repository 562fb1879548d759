package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.Tone;

/**
 * A line on standard error. A person's terminal gets it in lines that end between words, and
 * anything else in one, so that it can be searched.
 */
final class Notice {

  private static final int HANGING = 2;

  private Notice() {}

  /** The line of the program itself, ending in a line feed. */
  static String of(String text) {
    return of("meshlab: ", text);
  }

  /**
   * The line with another beginning.
   *
   * @param beginning of the line, up to where words begin
   */
  static String of(String beginning, String text) {
    Terminal terminal = Terminal.current();
    String fitted = terminal.fitted(text);
    return terminal.attended()
        ? terminal.page().paragraph(Tone.PLAIN, beginning, HANGING, fitted)
        : beginning + fitted + "\n";
  }
}
