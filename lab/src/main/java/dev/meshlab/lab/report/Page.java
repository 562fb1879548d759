package dev.meshlab.lab.report;

import java.util.function.BiFunction;

/**
 * The place that a text is printed on.
 *
 * @param columns how many characters fit on a line
 * @param ellipsis the mark of a text that is cut, which is not the same in every locale
 * @param painter gives a text its tone; adds nothing that takes up columns
 */
public record Page(int columns, String ellipsis, BiFunction<Tone, String, String> painter) {

  /** The width of a page of which nothing is known. */
  public static final int DEFAULT_COLUMNS = 80;

  /** A page of a width, without colours. */
  public static Page plain(int columns) {
    return new Page(columns, "…", (tone, text) -> text);
  }

  /** The text in its tone. */
  public String painted(Tone tone, String text) {
    return text.isEmpty() ? text : painter.apply(tone, text);
  }

  /** The text in a number of columns; one that is too long loses its middle. */
  public String cut(String text, int width) {
    int left = width - ellipsis.length();
    if (text.length() <= width || left < 2) {
      return text;
    }
    int tail = left / 2;
    return text.substring(0, left - tail) + ellipsis + text.substring(text.length() - tail);
  }

  /** A paragraph without a beginning of its own. */
  public String paragraph(int indent, String text) {
    return paragraph(Tone.PLAIN, " ".repeat(indent), text);
  }

  /**
   * Lines of words that fit, ending in a line feed. A word that is wider than the page has a line
   * of its own.
   *
   * @param tone of the beginning
   * @param beginning of the first line; the others are indented by its width
   */
  public String paragraph(Tone tone, String beginning, String text) {
    return paragraph(tone, beginning, Math.min(beginning.length(), columns / 2), text);
  }

  /** The same with an indentation of its own. */
  public String paragraph(Tone tone, String beginning, int hanging, String text) {
    String indent = " ".repeat(hanging);
    StringBuilder lines = new StringBuilder(paintedBeginning(tone, beginning));
    int column = beginning.length();
    boolean first = true;
    for (String word : text.strip().split("\\s+", -1)) {
      if (!first && column + 1 + word.length() > columns) {
        lines.append('\n').append(indent).append(word);
        column = indent.length() + word.length();
      } else {
        lines.append(first ? "" : " ").append(word);
        column += (first ? 0 : 1) + word.length();
      }
      first = false;
    }
    return lines.append('\n').toString();
  }

  /** Blanks around it stay without a tone, which could underline them. */
  private String paintedBeginning(Tone tone, String beginning) {
    String word = beginning.strip();
    return word.isEmpty() ? beginning : beginning.replace(word, painted(tone, word));
  }
}
