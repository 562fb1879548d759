package dev.meshlab.client;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.program.DurationConverter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flag that says how much to warm up, a picocli mixin beside {@link LoadOptions}. */
public final class WarmUpOptions {

  @Option(
      names = "--warm-up",
      paramLabel = "<time or calls>",
      converter = WarmUpConverter.class,
      description =
          "For how long, or with how many calls, to warm up before the first call that counts."
              + " 0: not at all. Default: until the JVM has compiled what the calls use and keeps"
              + " up with --rate, for at most 20s; of a run of fewer than 1000 calls, no more and no"
              + " longer than the run itself.")
  private @Nullable WarmUpLimit warmUp;

  /** The value of the flag, or the default for a load where the flag is not given. */
  public WarmUpLimit limit(Load load) {
    return warmUp == null ? WarmUpLimit.usual(load) : warmUp;
  }

  /** A number alone is one of calls. */
  public static final class WarmUpConverter implements ITypeConverter<WarmUpLimit> {

    private final DurationConverter time = new DurationConverter();

    @Override
    public WarmUpLimit convert(String text) {
      try {
        return text.matches("\\d{1,9}")
            ? WarmUpLimit.ofCalls(Long.parseLong(text))
            : WarmUpLimit.ofTime(time.convert(text));
      } catch (TypeConversionException e) {
        throw new TypeConversionException(
            "'%s' is neither a time nor a number of calls; write for example 2s or 500"
                .formatted(text));
      }
    }
  }
}
