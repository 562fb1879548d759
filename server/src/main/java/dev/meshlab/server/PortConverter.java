package dev.meshlab.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a TCP port. */
final class PortConverter implements ITypeConverter<Integer> {
  private static final int HIGHEST = 65_535;

  @Override
  public Integer convert(String value) {
    if (value.matches("\\d{1,5}") && Integer.parseInt(value) <= HIGHEST) {
      return Integer.valueOf(value);
    }
    throw new TypeConversionException(
        "'%s' is not a port; write a number from 0 (any free port) to %d"
            .formatted(value, HIGHEST));
  }
}
