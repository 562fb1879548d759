package dev.meshlab.mesh.yaml;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Position;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;

/**
 * The errors that the YAML parser throws, as diagnostics with a line.
 *
 * @param start the place of the parsed text's first character
 * @param inLines whether the text has its lines as the file has them, so that each value has a
 *     place of its own; else all of it is where it starts
 */
record YamlErrors(Position start, boolean inLines) {

  /**
   * The errors of a file's own text.
   *
   * @param line of the file, counted from 0, in which the text starts
   */
  static YamlErrors ofFile(String file, int line) {
    return new YamlErrors(new Position(file, line + 1, 1), true);
  }

  Position position(Optional<Mark> mark) {
    return mark.map(this::position).orElse(Position.of(start.file()));
  }

  private Position position(Mark mark) {
    return inLines
        ? new Position(
            start.file(), start.line() + mark.getLine(), start.column() + mark.getColumn())
        : start;
  }

  Diagnostic malformed(MarkedYamlEngineException malformed) {
    String context = malformed.getContext() == null ? "" : malformed.getContext() + ", ";
    return Diagnostic.of(
        DiagnosticId.NOT_YAML,
        position(malformed.getProblemMark()),
        "",
        "cannot be parsed: " + context + malformed.getProblem(),
        "check the indentation and quotes here and in the lines above");
  }

  Diagnostic unprintable(String text, ReaderException strange) {
    int before =
        (int) text.codePoints().limit(strange.getPosition()).filter(c -> c == '\n').count();
    return Diagnostic.of(
        DiagnosticId.NOT_YAML,
        inLines ? new Position(start.file(), start.line() + before, 1) : start,
        "",
        String.format("holds the unprintable character U+%04X", strange.getCodePoint()),
        "save the file as plain UTF-8 text");
  }
}
