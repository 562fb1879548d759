package dev.meshlab.lab.report;

import dev.meshlab.lab.prediction.PodLabel;
import dev.meshlab.lab.verdict.FailingCalls;
import dev.meshlab.lab.verdict.Finding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Sentences about each plane: the prediction, the measurement, and the troubles. */
final class PlaneSentences {

  /** The column in which sentences go on. */
  private static final int SENTENCES = 24;

  private final Page page;
  private final PlaneReport plane;
  private final String name;
  private final Measurement measurement;
  private final StringBuilder text = new StringBuilder();

  private PlaneSentences(Page page, PlaneReport plane, String name) {
    this.page = page;
    this.name = name;
    this.plane = plane;
    this.measurement = plane.measurement();
  }

  static String of(List<PlaneReport> planes, Page page) {
    PlaneReport first = planes.get(0);
    if (planes.size() > 1 && planes.stream().allMatch(plane -> saysNoMoreThan(first, plane))) {
      return new PlaneSentences(page, first, "all planes").all();
    }
    return planes.stream()
        .map(plane -> new PlaneSentences(page, plane, plane.plane()).all())
        .collect(Collectors.joining());
  }

  private static boolean saysNoMoreThan(PlaneReport first, PlaneReport plane) {
    return plane.measurement().equals(Measurement.NOTHING)
        && plane.status() == first.status()
        && Objects.equals(plane.reason(), first.reason());
  }

  private String all() {
    if (plane.reason() != null) {
      line(plane.status().tone(), plane.status().label() + ":", plane.reason());
    }
    if (measurement.failing() != null) {
      line(plane.alarms() ? Tone.BAD : Tone.PLAIN, "calls fail:", failing(measurement.failing()));
    }
    if (measurement.prediction() != null) {
      predicted(measurement.prediction());
    }
    measurement
        .counts()
        .errors()
        .forEach(
            (status, error) ->
                line(Tone.PLAIN, status + ":", error.isEmpty() ? "(no message)" : error));
    measurement.ledgers().gaps().forEach(gap -> line(Tone.BAD, "ledgers differ:", gap));
    return text.toString();
  }

  private void predicted(Measurement.Predicted prediction) {
    if (!measurement.ejected().isEmpty()) {
      line(
          Tone.DOUBTFUL,
          "ejected:",
          names(measurement.ejected()) + ", by outlier detection, before the first call counted");
    }
    line(Tone.PLAIN, "predicted:", prediction.sentence());
    retried(prediction);
    shown()
        .forEach(
            finding -> line(finding.holds() ? Tone.PLAIN : Tone.BAD, "measured:", finding.text()));
  }

  private static String failing(FailingCalls failing) {
    return failing.calls() == 0
        ? failing.reason()
        : "%d calls: %s".formatted(failing.calls(), failing.reason());
  }

  /** Adds a sentence where the client heard of fewer calls than the pods served. */
  private void retried(Measurement.Predicted prediction) {
    Measurement.LedgerReport ledgers = measurement.ledgers();
    if (ledgers.interventions().retries() == 0) {
      return;
    }
    String where =
        ledgers.retriedAt().entrySet().stream()
            .map(pod -> pod.getValue() + " at " + name(pod.getKey()))
            .collect(Collectors.joining(", "));
    line(
        Tone.PLAIN,
        "retried:",
        ledgers.interventions().retries()
            + " attempts failed and were made again"
            + (prediction.retryOn().isEmpty()
                ? ""
                : " by retryOn " + prediction.retryOn().replace(",", ", "))
            + (where.isEmpty() ? "" : ": " + where));
  }

  private String names(Collection<String> uuids) {
    return uuids.stream().map(this::name).collect(Collectors.joining(", "));
  }

  private String name(String uuid) {
    Map<String, PodLabel> pods = measurement.counts().pods();
    return Objects.requireNonNullElse(pods.get(uuid), new PodLabel(uuid, "", "", "")).name();
  }

  /** The findings that do not hold, or else all. */
  private List<Finding> shown() {
    List<Finding> broken =
        measurement.judgement().findings().stream().filter(f -> !f.holds()).toList();
    return broken.isEmpty() ? measurement.judgement().findings() : broken;
  }

  private void line(Tone tone, String label, String sentence) {
    String beginning = "  %-10s %-10s ".formatted(name, label);
    text.append(page.paragraph(tone, beginning, SENTENCES, sentence));
  }
}
