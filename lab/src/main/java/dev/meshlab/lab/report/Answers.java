package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The answers of one plane in a few words: by version, or by zone, or the number of servers. */
final class Answers {

  private final Measurement measurement;
  private final SortedMap<String, Double> counts;

  private Answers(Measurement measurement) {
    this.measurement = measurement;
    this.counts = counts(measurement);
  }

  /** Replies by UUID, or the shares of them that are predicted where nothing was measured. */
  private static SortedMap<String, Double> counts(Measurement measurement) {
    SortedMap<String, Double> counts = new TreeMap<>();
    measurement.counts().replies().forEach((uuid, replies) -> counts.put(uuid, (double) replies));
    Measurement.Predicted prediction = measurement.prediction();
    if (measurement.window().calls() == 0 && prediction != null && prediction.shares() != null) {
      counts.putAll(prediction.shares());
    }
    return counts;
  }

  static String of(Measurement measurement) {
    return new Answers(measurement).text();
  }

  private String text() {
    if (counts.values().stream().allMatch(count -> count == 0)) {
      return "-";
    }
    if (differ(PodLabel::version)) {
      return parts(PodLabel::version, "");
    }
    return differ(PodLabel::zone) ? parts(PodLabel::zone, "zone ") : servers();
  }

  private boolean differ(Function<PodLabel, String> part) {
    return measurement.counts().pods().values().stream().map(part).distinct().count() > 1;
  }

  private String parts(Function<PodLabel, String> part, String prefix) {
    Map<String, Double> replies = new TreeMap<>();
    measurement
        .counts()
        .pods()
        .forEach(
            (uuid, pod) ->
                replies.merge(part.apply(pod), counts.getOrDefault(uuid, 0.0), Double::sum));
    double all = replies.values().stream().mapToDouble(Double::doubleValue).sum();
    return replies.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> prefix + name(each.getKey()) + " " + percent(each.getValue(), all))
        .collect(Collectors.joining(", "));
  }

  private static String name(String part) {
    return part.isEmpty() ? "(none)" : part;
  }

  private static String percent(double part, double all) {
    double percent = 100.0 * part / all;
    return String.format(
        Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
  }

  private String servers() {
    long answering = counts.values().stream().filter(count -> count > 0).count();
    return measurement.window().calls() == 0
        ? "%d of %d pods".formatted(answering, measurement.counts().pods().size())
        : String.format(
            Locale.ROOT,
            "%.2f of %d pods",
            measurement.counts().spread().effectiveServers(),
            Math.round(Math.pow(2, measurement.counts().spread().maxEntropyBits())));
  }
}
