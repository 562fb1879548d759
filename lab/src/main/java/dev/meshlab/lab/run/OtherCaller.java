package dev.meshlab.lab.run;

import dev.meshlab.lab.failure.LabFailure;
import dev.meshlab.lab.report.CallerReport;
import dev.meshlab.lab.report.Measurement;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.progress.HowFar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A caller of the manifests of whom something else is predicted than of the one that calls.
 *
 * @param workload whose pod it is
 * @param plan of its calls
 * @param differing what is predicted for it, where that differs
 */
record OtherCaller(Deployment workload, Plan plan, List<PlaneReport> differing) {

  /** Empty where the same is predicted for both, but for calls of a workload to itself. */
  static Optional<OtherCaller> of(Deployment workload, Plan ofCaller, List<PlaneReport> own) {
    String name = workload.namespace() + "/" + workload.name();
    try {
      Forecast forecast =
          new Forecast(
              ofCaller.manifests(),
              ofCaller.load(),
              ofCaller.settings().calledBy(name),
              HowFar.UNSEEN);
      List<PlaneReport> differing =
          forecast.reports().stream()
              .filter(each -> forecast.plan().isOfCaller(each))
              .filter(
                  each ->
                      own.stream().noneMatch(other -> isSame(each, other))
                          || isNews(each, ofCaller))
              .filter(each -> !isItself(workload, each, ofCaller))
              .toList();
      return differing.isEmpty()
          ? Optional.empty()
          : Optional.of(new OtherCaller(workload, forecast.plan(), differing));
    } catch (LabFailure nothingToCall) {
      return Optional.empty();
    }
  }

  private static boolean isSame(PlaneReport one, PlaneReport other) {
    return one.plane().equals(other.plane())
        && one.target().equals(other.target())
        && one.request().equals(other.request())
        && Objects.equals(one.reason(), other.reason())
        && Objects.equals(one.measurement().prediction(), other.measurement().prediction());
  }

  /** True if no call is answered, or some fail, by a way that the one who calls does not take. */
  private static boolean isNews(PlaneReport report, Plan ofCaller) {
    Measurement.Predicted prediction = report.measurement().prediction();
    boolean silent = prediction != null && prediction.servers().isEmpty();
    return (silent || report.measurement().failing() != null) && !ofCaller.isOfCaller(report);
  }

  private static boolean isItself(Deployment workload, PlaneReport report, Plan plan) {
    return plan.mesh().services().stream()
        .filter(service -> report.target().startsWith(service.host() + ":"))
        .anyMatch(service -> selects(service, workload));
  }

  private static boolean selects(Service service, Deployment workload) {
    return service.namespace().equals(workload.namespace())
        && !service.selector().isEmpty()
        && Labels.satisfy(service.selector().labels(), workload.labels());
  }

  /** {@code Kind namespace/name}. */
  String name() {
    return name(workload);
  }

  /** {@code Kind namespace/name} of a workload. */
  static String name(Deployment workload) {
    return "%s %s/%s".formatted(workload.kind(), workload.namespace(), workload.name());
  }

  /** The requests of a plane of which something else is predicted. */
  List<Request> requests(Plane plane) {
    return plan.requests(plane).stream().filter(request -> differs(plane, request)).toList();
  }

  private boolean differs(Plane plane, Request request) {
    return differing.stream()
        .anyMatch(
            report ->
                report.plane().equals(plane.toString())
                    && report.target().equals(request.target().toString())
                    && report.request().equals(request.line()));
  }

  /** Reports of its calls, as such. */
  List<PlaneReport> marked(List<PlaneReport> reports) {
    return plan.compared(reports).stream().map(report -> report.calledBy(name())).toList();
  }

  CallerReport report() {
    return plan.caller().chosenBecause("another one, of whom something else is predicted");
  }
}
