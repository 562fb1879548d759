package dev.meshlab.client;

import dev.meshlab.client.load.Keys;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code name=number}. */
final class KeysConverter implements ITypeConverter<Keys> {

  @Override
  public Keys convert(String value) {
    int equals = value.lastIndexOf('=');
    try {
      return new Keys(
          value.substring(0, Math.max(0, equals)), Integer.parseInt(value.substring(equals + 1)));
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'%s' are not keys; write name=number, for example x-user-id=200".formatted(value));
    }
  }
}
