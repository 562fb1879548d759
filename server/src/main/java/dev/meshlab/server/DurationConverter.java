package dev.meshlab.server;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time as the client does: {@code 500ms}, {@code 10s}, {@code 1m30s}, {@code 1.5h}; up to
 * 365 days.
 */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern TIME = Pattern.compile("0|(\\d+(\\.\\d+)?(h|m|s|ms|us))+");
  private static final Pattern PART = Pattern.compile("([\\d.]+)([a-z]+)");
  private static final BigDecimal LONGEST = nanos(Duration.ofDays(365));

  @Override
  public Duration convert(String value) {
    if (TIME.matcher(value).matches()) {
      BigDecimal nanos =
          PART.matcher(value)
              .results()
              .map(DurationConverter::nanos)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (nanos.compareTo(LONGEST) <= 0) {
        return Duration.ofNanos(nanos.longValue());
      }
    }
    throw new TypeConversionException(
        "'%s' is not a time of up to 365 days; write for example 10s, 500ms, 2m or 1m30s"
            .formatted(value));
  }

  private static BigDecimal nanos(MatchResult part) {
    return new BigDecimal(part.group(1)).multiply(nanos(unit(part.group(2)).getDuration()));
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "h" -> ChronoUnit.HOURS;
      case "m" -> ChronoUnit.MINUTES;
      case "s" -> ChronoUnit.SECONDS;
      case "ms" -> ChronoUnit.MILLIS;
      default -> ChronoUnit.MICROS;
    };
  }

  private static BigDecimal nanos(Duration time) {
    return BigDecimal.valueOf(time.toNanos());
  }
}
