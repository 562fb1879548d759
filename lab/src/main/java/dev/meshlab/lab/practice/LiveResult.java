package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Expected;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Settling;
import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.practice.PlaneResult.Met;
import dev.meshlab.lab.run.LiveMeasured;
import dev.meshlab.lab.verdict.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The part of a result that is about the calls under a change. */
final class LiveResult {

  private final List<Timeline> timelines;
  private final List<Met> met = new ArrayList<>();
  private final List<Figure> figures = new ArrayList<>();

  private LiveResult(List<Timeline> timelines) {
    this.timelines = timelines;
  }

  static LiveResult of(LiveMeasured measured, Expected expected) {
    LiveResult result = new LiveResult(measured.timelines());
    expected.expectations().forEach(result::counted);
    expected.settlings().forEach(result::settled);
    return result;
  }

  List<Met> met() {
    return met;
  }

  List<Figure> figures() {
    return figures;
  }

  /** The events of the last repeat, each with its time, and the first failure of each status. */
  List<String> events() {
    List<String> lines = new ArrayList<>();
    Timeline last = timelines.get(timelines.size() - 1);
    last.events().forEach(event -> lines.add(seconds(event.at()) + ": " + event.what()));
    last.errors().forEach((status, message) -> lines.add(status + ": " + message));
    return lines;
  }

  /** The replies of the last repeat. */
  String measured() {
    return Sightings.line(timelines.get(timelines.size() - 1).all());
  }

  /** Each repeat must meet it; the first that does not is shown. */
  private void counted(Expectation expectation) {
    List<Finding> findings =
        timelines.stream().map(timeline -> expectation.check(timeline.all())).toList();
    Finding shown =
        findings.stream()
            .filter(finding -> !finding.holds())
            .findFirst()
            .orElse(findings.get(findings.size() - 1));
    met.add(new Met(expectation.text(), shown.text(), shown.holds()));
  }

  private void settled(Settling settling) {
    List<Duration> times =
        timelines.stream().map(settling::time).flatMap(Optional::stream).toList();
    boolean always = times.size() == timelines.size();
    String measured =
        always
            ? times.stream().map(LiveResult::seconds).collect(Collectors.joining(", "))
            : "in %d of %d repeats never"
                .formatted(timelines.size() - times.size(), timelines.size());
    met.add(
        new Met(settling.text(), measured, always && times.stream().allMatch(settling::allows)));
    if (!times.isEmpty()) {
      figures.add(Figure.of(settling.state().text(), times));
    }
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}
