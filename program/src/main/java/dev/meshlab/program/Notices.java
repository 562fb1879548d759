package dev.meshlab.program;

import picocli.CommandLine.Help.Ansi;

/**
 * Lines of a program on standard error. A person's terminal gets them in lines that end between
 * words, and anything else in one, so that they can be searched.
 *
 * @param program whose name begins a line
 * @param columns how many characters fit on a line, or {@link #UNBROKEN}
 */
public record Notices(String program, int columns) {

  /** The columns of what is not a terminal. */
  public static final int UNBROKEN = Integer.MAX_VALUE;

  private static final String HANGING = "  ";

  /**
   * Those of a process that no launcher tells about its terminal: standard error is taken for one
   * where standard input and output are.
   *
   * @param columns of the terminal
   */
  public static Notices guessed(String program, int columns) {
    return new Notices(program, Ansi.AUTO.enabled() ? columns : UNBROKEN);
  }

  /** The line of the program itself, ending in a line feed. */
  public String line(String text) {
    return line(program + ": ", text);
  }

  /**
   * The line with another beginning.
   *
   * @param beginning of the line, up to where words begin
   */
  public String line(String beginning, String text) {
    return columns == UNBROKEN ? beginning + text + "\n" : broken(beginning, text);
  }

  /** A word that is wider than the terminal stays whole. */
  private String broken(String beginning, String text) {
    StringBuilder lines = new StringBuilder();
    String line = beginning;
    String gap = "";
    for (String word : text.strip().split("\\s+", -1)) {
      if (!gap.isEmpty() && line.length() + 1 + word.length() > columns) {
        lines.append(line).append('\n');
        line = HANGING + word;
      } else {
        line += gap + word;
      }
      gap = " ";
    }
    return lines.append(line).append('\n').toString();
  }
}
