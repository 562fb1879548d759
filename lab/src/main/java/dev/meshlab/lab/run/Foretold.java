package dev.meshlab.lab.run;

import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.prediction.Prediction;
import dev.meshlab.lab.report.PlaneReport;
import java.util.Optional;

/**
 * The prediction for one request on one plane.
 *
 * @param request what is called
 * @param report what is to be said of it
 * @param prediction who is expected to answer; empty where nothing can be said
 * @param pods those that the target leads to
 */
public record Foretold(
    Request request, PlaneReport report, Optional<Prediction> prediction, PodLabels pods) {

  /** A request of which nothing can be said. */
  static Foretold nothing(Request request, PlaneReport report) {
    return new Foretold(request, report, Optional.empty(), PodLabels.NONE);
  }
}
