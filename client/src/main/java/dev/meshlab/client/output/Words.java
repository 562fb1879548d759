package dev.meshlab.client.output;

import dev.meshlab.client.report.LatencySummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Numbers as the text output writes them, whatever the locale of the machine. */
final class Words {

  private Words() {}

  static String format(String format, Object... args) {
    return String.format(Locale.ROOT, format, args);
  }

  static String millis(long micros) {
    return format("%.2f ms", micros / 1e3);
  }

  /** A quantile; a dash where nothing was measured. */
  static String millis(LatencySummary latency, ToLongFunction<LatencySummary> quantile) {
    return latency.count() == 0 ? "-" : millis(quantile.applyAsLong(latency));
  }

  /** The same, under a header that names the unit. */
  static String milliseconds(LatencySummary latency, ToLongFunction<LatencySummary> quantile) {
    return latency.count() == 0 ? "-" : format("%.2f", quantile.applyAsLong(latency) / 1e3);
  }

  static String seconds(Duration duration) {
    return format("%.1f s", duration.toNanos() / 1e9);
  }

  /** {@code 1 call}, {@code 2 calls}. */
  static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** {@code server-a 3} and {@code server-b 0}. */
  static List<String> each(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toList();
  }

  /** Without decimals where there are none. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Two digits of it, rounded down. */
  static String roughly(double value) {
    return new BigDecimal(value)
        .round(new MathContext(2, RoundingMode.DOWN))
        .stripTrailingZeros()
        .toPlainString();
  }
}
