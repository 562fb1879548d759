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
 * @param line of the file, counted from 0, in which the parsed text starts
 */
record YamlErrors(String file, int line) {

  Position position(Optional<Mark> mark) {
    return mark.map(m -> new Position(file, line + m.getLine() + 1, m.getColumn() + 1))
        .orElse(Position.of(file));
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
        new Position(file, line + before + 1, 1),
        "",
        String.format("holds the unprintable character U+%04X", strange.getCodePoint()),
        "save the file as plain UTF-8 text");
  }
}
