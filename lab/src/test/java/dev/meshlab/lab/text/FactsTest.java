package dev.meshlab.lab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Facts travel as data: no code looks into a text that is for people. A text can then be written
 * anew without a change of what the programs do.
 */
class FactsTest {

  private static final Path HOME = Path.of("..");

  /** A question to a text for people: whether it contains something, or a part of it. */
  private static final Pattern READ_BACK =
      Pattern.compile(
          "\\b(message|getMessage|sentence|headline|fix|hint|reason|summary|described|text)\\(\\)\\s*"
              + "\\.(contains|startsWith|endsWith|matches|equals|indexOf|replace\\w*|split|substring)\\(");

  /** Texts that are not for people: what a YAML scalar or a flag says. */
  private static final Pattern OF_INPUT =
      Pattern.compile(
          "\\b(scalar|oneOf|name|key|node|literal|value)\\.text\\(\\)|Scalar\\) node\\)\\.text");

  @Test
  void noCodeReadsATextBack() throws IOException {
    try (Stream<Path> files = Files.walk(HOME)) {
      List<String> found =
          files
              .filter(file -> file.toString().matches(".*/src/main/java/.*\\.java"))
              .flatMap(FactsTest::readBack)
              .toList();

      assertThat(found).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "problem.message().contains(\"no port\")",
        "problem.hint().equals(\"its subsets are []\")",
        "e.getMessage()\n        .startsWith(\"x\")",
        "advice.sentence().replaceFirst(\"a\", \"b\")"
      })
  void ruleFindsWhatItIsFor(String code) {
    assertThat(READ_BACK.matcher(code).find()).isTrue();
  }

  private static Stream<String> readBack(Path file) {
    String code = read(file);
    return READ_BACK
        .matcher(code)
        .results()
        .filter(found -> !OF_INPUT.matcher(before(code, found.end())).find())
        .map(found -> HOME.relativize(file) + ": " + found.group());
  }

  private static String before(String code, int end) {
    return code.substring(Math.max(0, end - 60), end);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
