package dev.meshlab.lab.report;

import dev.meshlab.lab.verdict.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What there is to say about each plane: what was predicted, what was measured, what went wrong.
 */
final class PlaneSentences {

  private PlaneSentences() {}

  static String of(List<PlaneReport> planes) {
    return planes.stream().map(PlaneSentences::sentence).collect(Collectors.joining());
  }

  private static String sentence(PlaneReport plane) {
    StringBuilder text = new StringBuilder();
    Measurement measurement = plane.measurement();
    if (plane.reason() != null) {
      line(text, plane, plane.status().word() + ": " + plane.reason());
    }
    if (measurement.prediction() != null) {
      if (!measurement.ejected().isEmpty()) {
        String who = String.join(", ", measurement.ejected());
        line(
            text,
            plane,
            "ejected:   " + who + ", by outlier detection, before the first call counted");
      }
      line(text, plane, "predicted: " + measurement.prediction().sentence());
      retried(measurement).ifPresent(sentence -> line(text, plane, "retried:   " + sentence));
      shown(measurement).forEach(finding -> line(text, plane, "measured:  " + finding.text()));
    }
    measurement
        .errors()
        .forEach(
            (status, error) ->
                line(text, plane, status + ": " + (error.isEmpty() ? "(no message)" : error)));
    measurement.ledgers().gaps().forEach(gap -> line(text, plane, "ledgers differ: " + gap));
    return named(text.toString(), measurement.pods());
  }

  /** Which pods the client has heard less of than they have served. */
  private static Optional<String> retried(Measurement measurement) {
    Measurement.LedgerReport ledgers = measurement.ledgers();
    if (ledgers.retries() == 0 || ledgers.servers() == null || measurement.prediction() == null) {
      return Optional.empty();
    }
    String on = measurement.prediction().retryOn();
    String where =
        ledgers.servers().entrySet().stream()
            .filter(pod -> pod.getValue() != null)
            .map(pod -> Map.entry(pod.getKey(), unheard(ledgers, pod.getKey(), pod.getValue())))
            .filter(pod -> pod.getValue() > 0)
            .map(pod -> pod.getValue() + " of " + pod.getKey())
            .collect(Collectors.joining(", "));
    return Optional.of(
        ledgers.retries()
            + " attempts failed and were made again"
            + (on.isEmpty() ? "" : " by retryOn " + on)
            + (where.isEmpty() ? "" : ": " + where));
  }

  private static long unheard(Measurement.LedgerReport ledgers, String uuid, long served) {
    return served - ledgers.client().getOrDefault(uuid, 0L);
  }

  /** People know pods by their names. */
  private static String named(String text, Map<String, Measurement.Pod> pods) {
    String named = text;
    for (Map.Entry<String, Measurement.Pod> pod : pods.entrySet()) {
      named = named.replace(pod.getKey(), pod.getValue().name());
    }
    return named;
  }

  /** What does not hold, or else everything. */
  private static List<Finding> shown(Measurement measurement) {
    List<Finding> broken = measurement.findings().stream().filter(f -> !f.holds()).toList();
    return broken.isEmpty() ? measurement.findings() : broken;
  }

  private static void line(StringBuilder text, PlaneReport plane, String sentence) {
    text.append(String.format(Locale.ROOT, "  %-10s %s%n", plane.plane(), sentence));
  }
}
