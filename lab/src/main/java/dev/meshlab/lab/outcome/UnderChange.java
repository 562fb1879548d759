package dev.meshlab.lab.outcome;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.expectation.Settling;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The expectations of calls under a change, held against each repeat of them. */
public final class UnderChange {

  private final List<Timeline> timelines;
  private final List<Met> met = new ArrayList<>();
  private final List<Figure> times = new ArrayList<>();

  private UnderChange(List<Timeline> timelines) {
    this.timelines = timelines;
  }

  /**
   * The outcome of some repeats; empty where there is none, since something broke before.
   *
   * @param timelines of the repeats
   */
  public static Optional<UnderChange> of(List<Timeline> timelines, Expected expected) {
    if (timelines.isEmpty()) {
      return Optional.empty();
    }
    UnderChange result = new UnderChange(timelines);
    expected.expectations().forEach(result::counted);
    expected.settlings().forEach(result::settled);
    return Optional.of(result);
  }

  public List<Met> met() {
    return met;
  }

  /** The events of the last repeat, and the times of all. */
  public Live live() {
    return Live.of(timelines.get(timelines.size() - 1), times);
  }

  /** The calls of the last repeat. */
  public Observation last() {
    return timelines.get(timelines.size() - 1).all();
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
    met.add(Met.of(expectation, shown));
  }

  private void settled(Settling settling) {
    List<Duration> reached =
        timelines.stream().map(settling::time).flatMap(Optional::stream).toList();
    boolean always = reached.size() == timelines.size();
    String measured =
        always
            ? reached.stream().map(Live::text).collect(Collectors.joining(", "))
            : "not reached in %d of %d repeats"
                .formatted(timelines.size() - reached.size(), timelines.size());
    met.add(
        doubt(settling)
            .map(doubt -> Met.undecided(settling.text(), doubt))
            .orElseGet(
                () ->
                    Met.of(
                        settling.text(),
                        measured,
                        always && reached.stream().allMatch(settling::allows))));
    if (!reached.isEmpty()) {
      times.add(Figure.of(settling.state().text(), reached));
    }
  }

  /** The reason why no repeat misses a state, and one at least leaves it open. */
  private Optional<String> doubt(Settling settling) {
    boolean isMissed =
        timelines.stream()
            .filter(timeline -> settling.doubt(timeline).isEmpty())
            .anyMatch(timeline -> settling.time(timeline).filter(settling::allows).isEmpty());
    return isMissed
        ? Optional.empty()
        : timelines.stream().flatMap(timeline -> settling.doubt(timeline).stream()).findFirst();
  }
}
