package dev.meshlab.lab.cli;

import dev.meshlab.lab.plane.PlaneName;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The planes by their names; also the candidates for shell completion. */
final class PlaneNameConverter implements ITypeConverter<PlaneName>, Iterable<String> {

  static String choices() {
    return Arrays.stream(PlaneName.values())
        .map(PlaneName::toString)
        .collect(Collectors.joining(", "));
  }

  @Override
  public PlaneName convert(String value) {
    return PlaneName.of(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is not a plane; choose from %s".formatted(value, choices())));
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(PlaneName.values()).map(PlaneName::toString).iterator();
  }
}
