package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.PodLabel;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answers of one plane in a few words: by version, or by zone, or the number of servers. */
final class Answers {

  private final Measurement measurement;

  private Answers(Measurement measurement) {
    this.measurement = measurement;
  }

  static String of(Measurement measurement) {
    return new Answers(measurement).text();
  }

  private String text() {
    if (measurement.replies().values().stream().allMatch(count -> count == 0)) {
      return "-";
    }
    if (differ(PodLabel::version)) {
      return parts(PodLabel::version, "");
    }
    return differ(PodLabel::zone) ? parts(PodLabel::zone, "zone ") : servers();
  }

  private boolean differ(Function<PodLabel, String> part) {
    return measurement.pods().values().stream().map(part).distinct().count() > 1;
  }

  private String parts(Function<PodLabel, String> part, String prefix) {
    Map<String, Long> replies = new TreeMap<>();
    measurement
        .pods()
        .forEach(
            (uuid, pod) ->
                replies.merge(
                    part.apply(pod), measurement.replies().getOrDefault(uuid, 0L), Long::sum));
    long all = replies.values().stream().mapToLong(Long::longValue).sum();
    return replies.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> prefix + name(each.getKey()) + " " + percent(each.getValue(), all))
        .collect(Collectors.joining(", "));
  }

  private static String name(String part) {
    return part.isEmpty() ? "(none)" : part;
  }

  private static String percent(long part, long all) {
    double percent = 100.0 * part / all;
    return String.format(
        Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
  }

  private String servers() {
    long all = Math.round(Math.pow(2, measurement.spread().maxEntropyBits()));
    return String.format(
        Locale.ROOT, "%.2f of %d pods", measurement.spread().effectiveServers(), all);
  }
}
