package dev.meshlab.client;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code 1%} or {@code 0.5}: of a hundred, with or without the sign. */
final class PercentConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    if (!number.matches("\\d{1,3}(\\.\\d+)?") || Double.parseDouble(number) > 100) {
      throw new TypeConversionException(
          "'%s' is not a percentage; write for example 1%% or 0.5".formatted(text));
    }
    return Double.valueOf(number);
  }
}
