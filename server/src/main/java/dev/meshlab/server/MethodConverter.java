package dev.meshlab.server;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The path of a gRPC method, read as gRPC names it: without its first slash. */
final class MethodConverter implements ITypeConverter<String> {

  @Override
  public String convert(String path) {
    if (!path.matches("/[^/]+/[^/]+")) {
      throw new TypeConversionException(
          "'" + path + "' is not the path of a method; write /package.Service/Method");
    }
    return path.substring(1);
  }
}
