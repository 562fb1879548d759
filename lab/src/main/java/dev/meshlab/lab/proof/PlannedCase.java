package dev.meshlab.lab.proof;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Expected;
import dev.meshlab.lab.expectation.Foresight;
import dev.meshlab.lab.expectation.Outlook;
import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.expectation.Transition;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.outcome.Live;
import dev.meshlab.lab.outcome.Met;
import dev.meshlab.lab.outcome.UnderChange;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.Status;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.lab.run.Forecast.Foretold;
import dev.meshlab.lab.run.LiveMeasured;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.trace.Trace;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A case on a plane, of which is known what the configuration alone says.
 *
 * @param manifests that are in force
 * @param foretold the prediction
 * @param forecast from which it is
 * @param afterwards the prediction once its changes are made; empty where nothing says
 */
record PlannedCase(
    MeshTest test,
    TestCase testCase,
    Plane plane,
    ManifestSet manifests,
    Foretold foretold,
    Forecast forecast,
    Supplier<Optional<Foretold>> afterwards) {

  /** The result by the prediction alone. */
  CaseResult foreseen() {
    Optional<Outlook> outlook = outlook(foretold);
    return outlook
        .map(before -> result(sentence(foretold.report()), "", Optional.empty(), met(before), 0))
        .orElseGet(() -> unknown(String.valueOf(foretold.report().reason()), 0));
  }

  private Optional<Outlook> outlook(Foretold of) {
    return of.prediction()
        .map(
            prediction ->
                Outlook.of(
                    prediction,
                    labelled(of.pods()),
                    testCase.call().load().connections(),
                    testCase.call().load().concurrency()));
  }

  private List<Met> met(Outlook before) {
    Expected expected = expected();
    if (testCase.changes().isEmpty()) {
      return expected.expectations().stream().map(each -> met(each, each.foresee(before))).toList();
    }
    Transition transition = new Transition(before, afterwards.get().flatMap(this::outlook));
    List<Met> met = new ArrayList<>();
    expected.expectations().forEach(each -> met.add(met(each, transition.foresee(each))));
    expected
        .settlings()
        .forEach(each -> met.add(Met.foreseen(each.text(), transition.foresee(each), false)));
    return met;
  }

  private static Met met(Expectation expectation, Foresight foresight) {
    return Met.foreseen(expectation.text(), foresight, expectation.isAboutEndings());
  }

  /** The result by what was measured. */
  CaseResult measured(Measured measured, double seconds) {
    if (measured.seen().isEmpty()) {
      return unknown(String.valueOf(measured.report().reason()), seconds);
    }
    Observation seen = measured.seen().get();
    if (measured.broken().isPresent()) {
      return unknown(measured.broken().get() + "; measured: " + Sightings.line(seen), seconds);
    }
    if (foretold.report().status() == Status.UNKNOWN) {
      return unknown(foretold.report().reason() + "; measured: " + Sightings.line(seen), seconds);
    }
    return result(
        sentence(measured.report()),
        Sightings.line(seen, expected().expectations()),
        Optional.empty(),
        expected().expectations().stream().map(each -> Met.of(each, seen)).toList(),
        seconds);
  }

  /** The result by what was measured under its changes. */
  CaseResult measured(LiveMeasured measured, double seconds) {
    PlaneReport after = measured.after().report();
    Optional<UnderChange> whole = UnderChange.of(measured.timelines(), expected());
    if (whole.isEmpty() || measured.after().seen().isEmpty()) {
      return unknown(String.valueOf(after.reason()), seconds);
    }
    UnderChange under = whole.get();
    if (foretold.report().status() == Status.UNKNOWN) {
      return unknown(
          foretold.report().reason() + "; measured: " + under.live().measured(), seconds);
    }
    return result(
        predicted(sentence(foretold.report()), sentence(after)),
        under.live().measured(),
        Optional.of(under.live()),
        under.met(),
        seconds);
  }

  private static String predicted(String before, String after) {
    return after.isEmpty() || after.equals(before) ? before : before + "; afterwards, " + after;
  }

  private Expected expected() {
    return testCase.on(plane);
  }

  private CaseResult unknown(String reason, double seconds) {
    Verdict verdict =
        foretold.report().status() == Status.LEFT_OUT ? Verdict.FAILED : Verdict.UNDECIDED;
    return new CaseResult(
        testCase, plane, verdict, reason, "", "", Optional.empty(), List.of(), List.of(), seconds);
  }

  private CaseResult result(
      String predicted, String measured, Optional<Live> live, List<Met> met, double seconds) {
    Verdict verdict =
        met.stream().anyMatch(Met::failed)
            ? Verdict.FAILED
            : met.stream().allMatch(Met::passed) ? Verdict.PASSED : Verdict.UNDECIDED;
    List<String> why =
        verdict == Verdict.FAILED
            ? new Trace(forecast, manifests)
                .sentences(plane, foretold.request(), isAboutEndings(met))
            : List.of();
    return new CaseResult(
        testCase, plane, verdict, "", predicted, measured, live, met, why, seconds);
  }

  /** True if a policy may be why: calls fail, or something else about their ends is not met. */
  private boolean isAboutEndings(List<Met> met) {
    boolean fails =
        foretold
            .prediction()
            .filter(p -> p.failing().isPresent() || !p.asked().isEmpty())
            .isPresent();
    return fails || met.stream().anyMatch(each -> each.failed() && each.ofEndings());
  }

  private static String sentence(PlaneReport report) {
    return Optional.ofNullable(report.measurement())
        .map(Measurement::prediction)
        .map(Measurement.Predicted::sentence)
        .orElse("");
  }

  private PodLabels labelled(PodLabels pods) {
    return forecast.labelled(pods, plane, foretold.request());
  }
}
