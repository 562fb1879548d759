package dev.meshlab.lab.cli;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Severity;
import dev.meshlab.mesh.manifest.Nearest;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The ids of advice by their words; also the candidates for shell completion. */
final class IgnoredId implements ITypeConverter<DiagnosticId>, Iterable<String> {

  private static final List<String> WORDS =
      Arrays.stream(DiagnosticId.values())
          .filter(id -> id.severity() == Severity.WARNING)
          .map(DiagnosticId::toString)
          .sorted()
          .toList();

  @Override
  public DiagnosticId convert(String word) {
    if (!WORDS.contains(word)) {
      throw new TypeConversionException(
          "'%s' is not the id of advice; %s"
              .formatted(word, Nearest.hint(word, WORDS, "docs/diagnostics.md has the ids")));
    }
    return DiagnosticId.of(word).orElseThrow();
  }

  @Override
  public Iterator<String> iterator() {
    return WORDS.iterator();
  }
}
