package dev.meshlab.lab.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meshlab.lab.terminal.PseudoTerminal.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A transcript of a terminal without what differs from run to run and from machine to machine. */
final class Transcript {

  private static final Path HOME = Path.of("").toAbsolutePath().getParent();
  private static final int LARGEST_INDENT = 12;
  private static final Path TRANSCRIPTS = Path.of("src/test/resources/terminal");

  private Transcript() {}

  /** Without figures, names that differ in each run, and the widths that they lead to. */
  static String withoutFigures(String screen) {
    return screen
        .replaceAll("(\"histogram\":)\"[^\"]+\"", "$1<histogram>")
        .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z", "<time>")
        .replaceAll("(?<=[a-z0-9]) [0-9a-f]{8}(?= )", " <id>")
        .replaceAll("(?<![\\[;\\w])[0-9]+(\\.[0-9]+)?", "<n>")
        .replaceAll(" +", " ");
  }

  /**
   * Colours as words, and a mark for each figure that is measured. Blanks before a mark are one,
   * since its width differs.
   */
  private static String settled(String screen) {
    return screen
        .replace(HOME.toString(), "<home>")
        .replaceAll("\u001b\\[([0-9;]*)m", "<$1>")
        .replaceAll("\\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b", "<uuid>")
        .replaceAll("(?<=[a-z0-9]) [0-9a-f]{8}(?= )", " <id>")
        .replaceAll("(in|time=)( ?\"?)[0-9]+\\.[0-9]+", "$1$2<time>")
        .replaceAll(" +[0-9.]+, [0-9.]+ ms", " <latency>")
        .replaceAll("(\"(?:seconds|startedAt|mean|p50|p90|p99|max)\" : )[^,\n]+", "$1<time>")
        .replaceAll("timestamp=\"[^\"]*\"", "timestamp=\"<time>\"")
        .replaceAll("(?m)^(ok|absent|MISSING) .*$", "$1 …")
        .replaceAll("[0-9]+\\.[0-9]+\\.[0-9]+(-SNAPSHOT)", "<version>$1");
  }

  static void assertThatNothingBroke(Shown shown) {
    assertThat(shown.text())
        .doesNotContain("meshlab: internal error", "Exception", "\tat ", "WARNING")
        .doesNotContainPattern("\u001b\\[[^mK]");
  }

  /**
   * A line that ends in a word which is almost as wide, such as the name of a file, cannot be
   * broken.
   */
  static void assertThatItFits(Shown shown, int columns) {
    assertThat(shown.text().lines())
        .filteredOn(line -> line.length() - line.lastIndexOf(' ') < columns - LARGEST_INDENT)
        .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(columns));
  }

  static void assertThatItIs(String name, String screen) throws IOException {
    Path transcript = TRANSCRIPTS.resolve(name + ".txt");
    String text = settled(screen);
    if (System.getProperty("meshlab.transcripts", "").equals("write")) {
      Files.writeString(transcript, text);
    }
    assertThat(text)
        .as("%s; -Dmeshlab.transcripts=write writes it anew (CONTRIBUTING.md)", transcript)
        .isEqualTo(Files.readString(transcript));
  }
}
