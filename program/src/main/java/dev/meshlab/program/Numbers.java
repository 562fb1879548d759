package dev.meshlab.program;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Numbers on the command line, with an error that shows how to write one. */
public final class Numbers {

  private Numbers() {}

  /** Makes a command and its subcommands read their numbers so. */
  public static void register(CommandLine commandLine) {
    ITypeConverter<Integer> integer = whole(Integer::valueOf);
    ITypeConverter<Long> large = whole(Long::valueOf);
    commandLine
        .registerConverter(int.class, integer)
        .registerConverter(Integer.class, integer)
        .registerConverter(long.class, large)
        .registerConverter(Long.class, large)
        .registerConverter(
            double.class, converter(Double::valueOf, "a number; write for example 200 or 0.5"));
  }

  private static <T> ITypeConverter<T> whole(Function<String, T> parse) {
    return converter(parse, "a whole number in range; write for example 8");
  }

  private static <T> ITypeConverter<T> converter(Function<String, T> parse, String expected) {
    return value -> {
      try {
        return parse.apply(value);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'%s' is not %s".formatted(value, expected));
      }
    };
  }
}
