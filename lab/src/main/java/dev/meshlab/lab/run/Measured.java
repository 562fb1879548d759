package dev.meshlab.lab.run;

import dev.meshlab.lab.plane.PodSubsets;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.verdict.Claims;
import dev.meshlab.lab.verdict.Observation;
import dev.meshlab.mesh.dataplane.Plane;
import java.util.List;
import java.util.Optional;

/**
 * The calls of one request on one plane.
 *
 * @param report what is to be said of them
 * @param seen their counts; empty where none was made
 */
public record Measured(PlaneReport report, Optional<Observation> seen) {

  /** Calls that were not made. */
  public static Measured not(PlaneReport report) {
    return new Measured(report, Optional.empty());
  }

  /** The report, judged by what a user claims too. */
  PlaneReport claimed(Claims claims, PodSubsets subsets) {
    Optional<Plane> plane = Plane.of(report.plane());
    return seen.isEmpty() || plane.isEmpty()
        ? report
        : report.judgedBy(
            claims.findings(
                plane.get(),
                seen.get().of(subsets.labelled(seen.get().pods(), plane.get(), report.target()))));
  }

  static List<PlaneReport> reports(List<Measured> measured) {
    return measured.stream().map(Measured::report).toList();
  }
}
