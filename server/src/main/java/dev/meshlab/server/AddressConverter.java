package dev.meshlab.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an IP address, or a name that stands for one. */
final class AddressConverter implements ITypeConverter<InetAddress> {
  @Override
  public InetAddress convert(String value) {
    try {
      return InetAddress.getByName(value);
    } catch (UnknownHostException e) {
      throw new TypeConversionException(
          "'%s' is neither an IP address nor a known name; write 127.0.0.1, 0.0.0.0 or an address of this host"
              .formatted(value));
    }
  }
}
