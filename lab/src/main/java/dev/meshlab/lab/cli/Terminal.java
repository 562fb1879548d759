package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.Page;
import dev.meshlab.lab.report.Tone;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The terminal, or the pipe, that the program writes to.
 *
 * @param columns how many characters fit on a line: {@code COLUMNS}, or else 80
 * @param colours whether results have colours
 * @param attended whether a person reads standard error
 * @param progress whether progress is drawn over itself, on standard error
 * @param unicode whether the locale has more characters than ASCII
 */
record Terminal(int columns, boolean colours, boolean attended, boolean progress, boolean unicode) {

  private static final int LEAST_COLUMNS = 60;

  /** This process's own. */
  static Terminal current() {
    return of(System.getenv(), System.getProperties(), Ansi.AUTO.enabled());
  }

  /**
   * @param properties in which the launcher says what Java cannot find out
   * @param guess whether standard input and output are a terminal, where the launcher says nothing
   */
  static Terminal of(Map<String, String> environment, Properties properties, boolean guess) {
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean stdout = isTrue(properties, "meshlab.terminal.stdout").orElse(guess);
    boolean stderr = isTrue(properties, "meshlab.terminal").orElse(guess);
    boolean muted = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(
        columns(environment.getOrDefault("COLUMNS", "")),
        stdout && !dumb && !muted,
        stderr,
        stderr && !dumb,
        isUtf8(properties.getProperty("meshlab.locale", locale(environment))));
  }

  private static Optional<Boolean> isTrue(Properties properties, String name) {
    return Optional.ofNullable(properties.getProperty(name)).map(Boolean::valueOf);
  }

  private static int columns(String text) {
    return text.matches("\\d{1,4}")
        ? Math.max(LEAST_COLUMNS, Integer.parseInt(text))
        : Page.DEFAULT_COLUMNS;
  }

  /** The first that is set decides (POSIX, section 8.2). */
  private static String locale(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse("C");
  }

  private static boolean isUtf8(String locale) {
    String lower = locale.toLowerCase(Locale.ROOT);
    return lower.contains("utf-8") || lower.contains("utf8");
  }

  /** The mark of a text that is cut, or that goes on. */
  String ellipsis() {
    return unicode ? "…" : "...";
  }

  /** The text with characters that the locale has. */
  String fitted(String text) {
    return text.replace("…", ellipsis());
  }

  /** A page for results. */
  Page page() {
    return new Page(columns, ellipsis(), (tone, text) -> colours ? painted(tone, text) : text);
  }

  /** The codes are written around the text, which may hold what picocli takes for markup. */
  private static String painted(Tone tone, String text) {
    IStyle[] styles = styles(tone);
    return styles.length == 0 ? text : Style.on(styles) + text + Style.off(styles);
  }

  private static IStyle[] styles(Tone tone) {
    return switch (tone) {
      case GOOD -> new IStyle[] {Style.fg_green};
      case DOUBTFUL -> new IStyle[] {Style.fg_yellow};
      case BAD -> new IStyle[] {Style.bold, Style.fg_red};
      case TITLE -> new IStyle[] {Style.bold};
      case FAINT -> new IStyle[] {Style.faint};
      case PLAIN -> new IStyle[0];
    };
  }
}
