package dev.meshlab.mesh.manifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Durations as Go writes them ({@code 1h2m}, {@code 1.5s}, {@code 300ms}): Istio's notation. */
public final class Durations {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private Durations() {}

  /** Null when the text is not a duration, or is longer than 292 years, as in Go. */
  public static @Nullable Duration parse(String text) {
    boolean negative = text.startsWith("-");
    int at = negative || text.startsWith("+") ? 1 : 0;
    if (text.substring(at).equals("0")) {
      return Duration.ZERO;
    }
    BigDecimal total = BigDecimal.ZERO;
    do {
      int unit = span(text, at, true);
      int end = span(text, unit, false);
      Long nanos = NANOS.get(text.substring(unit, end));
      BigDecimal amount = decimal(text.substring(at, unit));
      if (nanos == null || amount == null) {
        return null;
      }
      total = total.add(amount.multiply(BigDecimal.valueOf(nanos)));
      at = end;
    } while (at < text.length());
    if (total.compareTo(LONGEST) > 0) {
      return null;
    }
    Duration duration = Duration.ofNanos(total.longValue());
    return negative ? duration.negated() : duration;
  }

  /** The end of the run of digits, or of other characters, that starts at an index. */
  private static int span(String text, int from, boolean digits) {
    int at = from;
    while (at < text.length() && isNumeric(text.charAt(at)) == digits) {
      at++;
    }
    return at;
  }

  private static boolean isNumeric(char c) {
    return (c >= '0' && c <= '9') || c == '.';
  }

  private static @Nullable BigDecimal decimal(String digits) {
    try {
      return new BigDecimal(digits);
    } catch (NumberFormatException notDecimal) {
      return null;
    }
  }
}
