package dev.meshlab.lab.practice;

import dev.meshlab.lab.exercise.Question;
import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.UnderChange;
import dev.meshlab.lab.practice.PlaneResult.Outcome;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.lab.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The results of a step that makes calls.
 *
 * @param calls what is asked of them
 * @param plane on which they were made
 * @param guess of the audience; null without one
 */
record CallsResult(Question.Calls calls, String plane, @Nullable Expectation guess) {

  private static final String AS_PREDICTED = "as predicted";

  /** The result where nothing changed. */
  PlaneResult of(Measured measured, List<Expectation> expectations) {
    return of(measured, expectations, Optional.empty());
  }

  /**
   * The result after changes.
   *
   * @param after measured in the new state
   */
  PlaneResult of(Measured after, Optional<UnderChange> live) {
    return of(after, List.of(), live);
  }

  private PlaneResult of(
      Measured measured, List<Expectation> expectations, Optional<UnderChange> live) {
    PlaneReport report = measured.report();
    if (measured.seen().isEmpty()) {
      return PlaneResult.not(plane, Outcome.FAILED, String.valueOf(report.reason()));
    }
    Observation seen = measured.seen().get();
    List<Met> met = new ArrayList<>();
    if (calls.unpredicted().isEmpty()) {
      met.add(asPredicted(report.measurement()));
    }
    live.ifPresent(under -> met.addAll(under.met()));
    expectations.forEach(each -> met.add(Met.of(each, seen)));
    Measurement.Predicted prediction = report.measurement().prediction();
    return new PlaneResult(
        plane,
        met.stream().allMatch(Met::passed) ? Outcome.PASSED : Outcome.FAILED,
        "",
        prediction == null ? "" : prediction.sentence() + doubt(),
        Sightings.line(seen, expectations),
        report.measurement().counts().errors(),
        LogLine.of(live.map(UnderChange::last).orElse(seen)),
        live.map(UnderChange::live),
        met,
        Optional.ofNullable(guess).map(guessed -> Met.of(guessed, seen)));
  }

  private String doubt() {
    return calls.unpredicted().isEmpty() ? "" : "; but " + calls.unpredicted();
  }

  /** Every exercise expects what the lab itself predicts from its manifests. */
  private static Met asPredicted(Measurement measurement) {
    Measurement.Judgement judgement = measurement.judgement();
    String findings =
        judgement.findings().stream()
            .filter(finding -> !finding.holds())
            .map(Finding::text)
            .collect(Collectors.joining("; "));
    String measured = findings.isEmpty() ? judgement.verdict().word() : findings;
    return Met.of(AS_PREDICTED, measured, judgement.verdict() == Verdict.Outcome.AGREES);
  }
}
