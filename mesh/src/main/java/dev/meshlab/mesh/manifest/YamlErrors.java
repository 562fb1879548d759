package dev.meshlab.mesh.manifest;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/** What the YAML parser throws, as problems with a line. */
final class YamlErrors {

  private YamlErrors() {}

  static Position position(String file, Optional<Mark> mark) {
    return mark.map(m -> new Position(file, m.getLine() + 1, m.getColumn() + 1))
        .orElse(Position.of(file));
  }

  static Problem malformed(String file, MarkedYamlEngineException malformed) {
    String context = malformed.getContext() == null ? "" : malformed.getContext() + ", ";
    return Problem.error(
        position(file, malformed.getProblemMark()),
        "",
        "cannot be parsed: " + context + malformed.getProblem(),
        "check the indentation and quotes here and in the lines above");
  }

  static Problem unprintable(String file, String text, ReaderException strange) {
    int line =
        1 + (int) text.codePoints().limit(strange.getPosition()).filter(c -> c == '\n').count();
    return Problem.error(
        new Position(file, line, 1),
        "",
        String.format("holds the unprintable character U+%04X", strange.getCodePoint()),
        "save the file as plain UTF-8 text");
  }
}
