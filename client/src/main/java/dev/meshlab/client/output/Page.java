package dev.meshlab.client.output;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The width and the characters of the medium to which a text is written.
 *
 * @param width how many characters a line may have
 * @param ascii whether only ASCII is shown as it is meant
 * @param colours whether it shows colours
 */
public record Page(int width, boolean ascii, boolean colours) {

  private static final int USUAL_WIDTH = 80;

  /** Below it, not even a number and its name fit. */
  private static final int LEAST_WIDTH = 20;

  public Page {
    width = Math.max(width, LEAST_WIDTH);
  }

  /** A page without colours. */
  public Page(int width, boolean ascii) {
    this(width, ascii, false);
  }

  /**
   * The page by the variables COLUMNS, TERM and those of the locale (POSIX, "Environment
   * Variables"), without colours.
   */
  public static Page of(Map<String, String> variables) {
    boolean dumb = "dumb".equals(variables.get("TERM"));
    return new Page(
        width(variables.getOrDefault("COLUMNS", "")), dumb || !hasUtf8(locale(variables)));
  }

  private static int width(String columns) {
    return columns.matches("[1-9]\\d{0,4}") ? Integer.parseInt(columns) : USUAL_WIDTH;
  }

  private static String locale(Map<String, String> variables) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(variables::get)
        .filter(Objects::nonNull)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("C");
  }

  private static boolean hasUtf8(String locale) {
    return locale.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8");
  }

  /** The same page, with colours or without. */
  public Page withColours(boolean wanted) {
    return new Page(width, ascii, wanted);
  }

  /** The text in a colour, if the page shows any. */
  String painted(Colour colour, String text) {
    return colours ? colour.paint(text) : text;
  }

  /** The charset that it takes; a writer replaces other characters by a question mark. */
  public Charset charset() {
    return ascii ? StandardCharsets.US_ASCII : StandardCharsets.UTF_8;
  }

  /**
   * The text, with an ellipsis in place of its middle where it is longer than {@code most}
   * characters.
   */
  String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String ellipsis = ascii ? ".." : "…";
    int kept = Math.max(0, most - ellipsis.length());
    int tail = (kept + 1) / 2;
    return text.substring(0, kept - tail) + ellipsis + text.substring(text.length() - tail);
  }
}
