package dev.meshlab.program;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as kubectl and Istio's YAML spell them: {@code 10s}, {@code 500ms}, {@code 1m30s}; up
 * to 365 days.
 */
public final class DurationConverter implements ITypeConverter<Duration> {

  /** The sentence of a help page that has such a flag. */
  public static final String HELP = "A <time> is written as 10s, 500ms, 2m or 1m30s.";

  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(h|ms|m|s|us)");
  private static final BigDecimal LONGEST = nanos(Duration.ofDays(365));

  @Override
  public Duration convert(String text) {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (part.lookingAt()) {
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(nanos(unit(part.group(2)))));
      end = part.end();
      part.region(end, text.length());
    }
    if (end == 0 || end < text.length() || nanos.compareTo(LONGEST) > 0) {
      throw new TypeConversionException(
          "'%s' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s"
              .formatted(text));
    }
    return Duration.ofNanos(nanos.longValue());
  }

  private static Duration unit(String name) {
    return switch (name) {
      case "h" -> Duration.ofHours(1);
      case "m" -> Duration.ofMinutes(1);
      case "s" -> Duration.ofSeconds(1);
      case "ms" -> Duration.ofMillis(1);
      default -> Duration.ofNanos(1_000);
    };
  }

  private static BigDecimal nanos(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos());
  }
}
