package dev.meshlab.client;

import dev.meshlab.client.load.MetadataEntry;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code key=value}; what follows the first equals sign is the value as it stands. */
final class MetadataConverter implements ITypeConverter<MetadataEntry> {

  @Override
  public MetadataEntry convert(String entry) {
    int equals = entry.indexOf('=');
    if (equals < 1) {
      throw new TypeConversionException(
          "'%s' is not metadata; write it as key=value, for example rpc-behavior=sleep-10"
              .formatted(entry));
    }
    return new MetadataEntry(entry.substring(0, equals), entry.substring(equals + 1));
  }
}
