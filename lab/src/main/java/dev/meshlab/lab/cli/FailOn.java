package dev.meshlab.lab.cli;

import dev.meshlab.lab.report.RunReport;
import java.util.EnumSet;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A finding that ends a command with exit code 3. */
enum FailOn {
  ADVICE("advice"),
  LEFT_OUT("left-out"),
  FAILED_CALLS("failed-calls"),
  UNKNOWN("unknown");

  private final String word;

  FailOn(String word) {
    this.word = word;
  }

  /** True if a report has such a finding. */
  boolean isIn(RunReport report) {
    return switch (this) {
      case ADVICE -> !report.remarks().advice().isEmpty();
      case LEFT_OUT -> report.conclusion().isPartial();
      case FAILED_CALLS -> report.conclusion().callsFail();
      case UNKNOWN -> report.conclusion().isUnknown();
    };
  }

  @Override
  public String toString() {
    return word;
  }

  /** The findings by their words. */
  static final class Converter implements ITypeConverter<FailOn> {
    @Override
    public FailOn convert(String value) {
      Set<FailOn> all = EnumSet.allOf(FailOn.class);
      return all.stream()
          .filter(each -> each.word.equals(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is not something to fail on; choose from %s".formatted(value, all)));
    }
  }
}
