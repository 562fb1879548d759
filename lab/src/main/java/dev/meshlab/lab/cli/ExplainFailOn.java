package dev.meshlab.lab.cli;

import dev.meshlab.mesh.explain.Explanation;
import dev.meshlab.mesh.explain.FieldVerdict;
import dev.meshlab.mesh.explain.Verdict;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A finding that ends {@code explain} with exit code 3. */
enum ExplainFailOn {
  ADVICE("advice"),
  LEFT_OUT("left-out");

  private static final Set<Verdict> LEFT = EnumSet.of(Verdict.IGNORED, Verdict.LEFT_OUT);

  private final String word;

  ExplainFailOn(String word) {
    this.word = word;
  }

  boolean isIn(Explanation explanation) {
    return switch (this) {
      case ADVICE -> !explanation.advice().isEmpty();
      case LEFT_OUT ->
          explanation.fields().stream()
              .filter(FieldVerdict::isOfRuleInMesh)
              .anyMatch(field -> LEFT.contains(field.verdict()));
    };
  }

  @Override
  public String toString() {
    return word;
  }

  /** The findings by their words; also the candidates for shell completion. */
  static final class Converter implements ITypeConverter<ExplainFailOn>, Iterable<String> {
    @Override
    public ExplainFailOn convert(String value) {
      return Arrays.stream(values())
          .filter(each -> each.word.equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not something that explain can fail on; choose from %s"
                          .formatted(value, Arrays.toString(values()))));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(values()).map(ExplainFailOn::toString).iterator();
    }
  }
}
