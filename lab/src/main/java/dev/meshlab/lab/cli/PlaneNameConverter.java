package dev.meshlab.lab.cli;

import java.util.Arrays;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a plane. */
final class PlaneNameConverter implements ITypeConverter<PlaneName> {

  @Override
  public PlaneName convert(String value) {
    return PlaneName.of(value)
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is no plane; choose from %s"
                        .formatted(value, Arrays.toString(PlaneName.values()))));
  }
}
