package dev.meshlab.lab.run;

import dev.meshlab.lab.report.PlaneReport;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The denials that a sound mesh is made of: policies let some callers in, and whoever else is
 * presumed to call is turned away. Such a call is not one that fails though nothing asks it to. A
 * workload that does nothing but call is taken at its word: if it is denied, something is wrong.
 */
final class LeastPrivilege {

  private final boolean presumed;
  private final Set<String> callingOnly;

  LeastPrivilege(Plan plan) {
    this.presumed =
        plan.settings().client().equals(ClientChoice.NONE)
            && !Clients.isOfManifests(plan.mesh())
            && Clients.callingOnly(plan.mesh()).isEmpty();
    this.callingOnly =
        Clients.allCallingOnly(plan.mesh())
            .map(OtherCaller::name)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The reports, without an alarm where another caller is let in. */
  List<PlaneReport> settled(List<PlaneReport> reports) {
    return reports.stream()
        .map(
            report ->
                isPresumed(report) && isMeantFor(others(report, reports))
                    ? report.withoutAlarm()
                    : report)
        .toList();
  }

  private boolean isPresumed(PlaneReport report) {
    String caller = report.request().caller();
    return report.refusesAll() && (caller.isEmpty() ? presumed : !callingOnly.contains(caller));
  }

  /** The reports of the same calls by other callers. */
  private static List<PlaneReport> others(PlaneReport report, List<PlaneReport> all) {
    return all.stream()
        .filter(other -> other.target().equals(report.target()))
        .filter(other -> other.plane().equals(report.plane()))
        .filter(other -> !other.request().caller().equals(report.request().caller()))
        .toList();
  }

  private static boolean isMeantFor(List<PlaneReport> others) {
    return others.stream().anyMatch(PlaneReport::answersSome);
  }
}
