package dev.meshlab.lab.proof;

import dev.meshlab.lab.expectation.Expectation;
import dev.meshlab.lab.expectation.Foresight;
import dev.meshlab.lab.expectation.Outlook;
import dev.meshlab.lab.expectation.Sightings;
import dev.meshlab.lab.intent.MeshTest;
import dev.meshlab.lab.intent.PlaneExpectation;
import dev.meshlab.lab.intent.TestCase;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.Status;
import dev.meshlab.lab.run.Forecast;
import dev.meshlab.lab.run.Forecast.Foretold;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.trace.Trace;
import dev.meshlab.lab.verdict.Finding;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.util.List;
import java.util.function.Function;

/**
 * A case on a plane, of which is known what the configuration alone says.
 *
 * @param manifests that are in force
 * @param foretold the prediction
 * @param forecast from which it is
 */
record PlannedCase(
    MeshTest test,
    TestCase testCase,
    Plane plane,
    ManifestSet manifests,
    Foretold foretold,
    Forecast forecast) {

  /** The result by the prediction alone. */
  CaseResult foreseen() {
    PlaneReport report = foretold.report();
    if (foretold.prediction().isEmpty()) {
      return unknown(String.valueOf(report.reason()), 0);
    }
    Prediction prediction = foretold.prediction().get();
    Outlook outlook =
        Outlook.of(
            prediction,
            labelled(foretold.pods()),
            testCase.call().load().connections(),
            testCase.call().load().concurrency());
    return result(predicted(report), "", met(each -> foreseen(each.foresee(outlook), each)), 0);
  }

  private static Met foreseen(Foresight foresight, Expectation expectation) {
    return switch (foresight.outcome()) {
      case MET -> Met.of(expectation, foresight.text(), Verdict.PASSED);
      case MISSED -> Met.of(expectation, foresight.text(), Verdict.FAILED);
      case UNDECIDED ->
          Met.of(
              expectation, "not decided by the prediction: " + foresight.text(), Verdict.UNDECIDED);
    };
  }

  /** The result by what was measured. */
  CaseResult measured(Measured measured, double seconds) {
    PlaneReport report = measured.report();
    if (measured.seen().isEmpty()) {
      return unknown(String.valueOf(report.reason()), seconds);
    }
    Observation observed = measured.seen().get();
    Observation seen = observed.of(labelled(observed.pods()));
    if (foretold.report().status() == Status.UNKNOWN) {
      return unknown(foretold.report().reason() + "; measured: " + Sightings.line(seen), seconds);
    }
    return result(predicted(report), Sightings.line(seen), met(each -> met(each, seen)), seconds);
  }

  private static Met met(Expectation expectation, Observation seen) {
    Finding finding = expectation.check(seen);
    return Met.of(expectation, finding.text(), finding.holds() ? Verdict.PASSED : Verdict.FAILED);
  }

  private CaseResult unknown(String reason, double seconds) {
    Verdict verdict =
        foretold.report().status() == Status.LEFT_OUT ? Verdict.FAILED : Verdict.UNDECIDED;
    return new CaseResult(testCase, plane, verdict, reason, "", "", List.of(), List.of(), seconds);
  }

  private List<Met> met(Function<Expectation, Met> judge) {
    return testCase.on(plane).stream().map(PlaneExpectation::expectation).map(judge).toList();
  }

  private CaseResult result(String predicted, String measured, List<Met> met, double seconds) {
    List<Verdict> verdicts = met.stream().map(Met::verdict).toList();
    Verdict verdict =
        verdicts.contains(Verdict.FAILED)
            ? Verdict.FAILED
            : verdicts.contains(Verdict.UNDECIDED) ? Verdict.UNDECIDED : Verdict.PASSED;
    List<String> why =
        verdict == Verdict.FAILED
            ? new Trace(forecast, manifests)
                .sentences(plane, foretold.request(), isAboutEndings(met))
            : List.of();
    return new CaseResult(testCase, plane, verdict, "", predicted, measured, met, why, seconds);
  }

  /** True if a policy may be why: calls fail, or something else about their ends is not met. */
  private boolean isAboutEndings(List<Met> met) {
    boolean fails =
        foretold
            .prediction()
            .filter(p -> p.failing().isPresent() || !p.asked().isEmpty())
            .isPresent();
    return fails
        || met.stream().anyMatch(each -> each.verdict() == Verdict.FAILED && each.ofEndings());
  }

  private static String predicted(PlaneReport report) {
    Measurement.Predicted prediction = report.measurement().prediction();
    return prediction == null ? "" : prediction.sentence();
  }

  private PodLabels labelled(PodLabels pods) {
    return forecast.labelled(pods, plane, foretold.request());
  }
}
