package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.PodSubsets;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.verdict.Claims;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The calls of one request on one plane.
 *
 * @param report what is to be said of them
 * @param seen their counts; empty where none was made
 * @param broken why the counts say nothing of the mesh: a part of the lab broke meanwhile
 */
public record Measured(PlaneReport report, Optional<Observation> seen, Optional<String> broken) {

  /** Calls that were not made. */
  public static Measured not(PlaneReport report) {
    return new Measured(report, Optional.empty(), Optional.empty());
  }

  /**
   * The same calls, where the subsets and Services of each pod are known, too.
   *
   * @param way by which the calls came to the pods
   */
  public Measured labelled(Plan plan, Plane way) {
    return new Measured(
        report,
        seen.map(each -> each.of(labelled(each.pods(), plan, way, report.target()))),
        broken);
  }

  /** Pods with the names of their subsets and Services, as the caller of a plan has them. */
  static PodLabels labelled(PodLabels pods, Plan plan, Plane way, String target) {
    return new PodSubsets(plan.mesh(), plan.client(), plan.doors()).labelled(pods, way, target);
  }

  /** The same calls, of pods with other names. */
  public Measured of(UnaryOperator<Observation> named) {
    return new Measured(report, seen.map(named), broken);
  }

  /** The report, judged by what a user claims too. */
  PlaneReport claimed(Claims claims) {
    return seen.map(each -> report.judgedBy(claims.findings(report.plane(), each))).orElse(report);
  }

  static List<PlaneReport> reports(List<Measured> measured) {
    return measured.stream().map(Measured::report).toList();
  }
}
