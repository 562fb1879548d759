package dev.meshlab.client.output;

import dev.meshlab.client.report.LatencySummary;
import dev.meshlab.client.report.ServerDescription;
import dev.meshlab.client.report.Spread;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** How the text output puts numbers and servers, whatever the locale of the machine. */
final class Words {

  private static final int SHORT_UUID = 8;

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

  static String seconds(Duration duration) {
    return format("%.1f s", duration.toNanos() / 1e9);
  }

  static String spread(Spread spread) {
    return format(
        "%.2f of %.2f bits, %.1f servers",
        spread.entropyBits(), spread.maxEntropyBits(), spread.effectiveServers());
  }

  /** The pod, or as much of the UUID as tells servers apart. */
  static String server(String uuid, Map<String, ServerDescription> servers) {
    String pod = servers.getOrDefault(uuid, ServerDescription.UNKNOWN).pod();
    if (!pod.isEmpty()) {
      return pod;
    }
    return uuid.isEmpty() ? "(unnamed)" : uuid.substring(0, Math.min(SHORT_UUID, uuid.length()));
  }

  /** {@code server-a 3, server-b 0}. */
  static String all(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** {@code UNAVAILABLE 3, INTERNAL 1}, without those that did not occur. */
  static String occurred(Map<String, Long> counts) {
    Map<String, Long> occurred = new TreeMap<>(counts);
    occurred.values().removeIf(count -> count == 0);
    return all(occurred);
  }

  /** Without decimals where there are none. */
  static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
