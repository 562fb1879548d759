package dev.meshlab.lab.run;

import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.Deviation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The measurement of the calls of one caller, plane by plane. Used once. */
final class CallerRun {

  private final Plan plan;
  private final Planes planes;
  private final Trial trial;
  private final EnvoyChoice envoy;
  private final Stop stop;
  private final Progress progress;
  private final List<Measured> reports = new ArrayList<>();
  private final Set<Deviation> deviations = new LinkedHashSet<>();

  /**
   * @param stop ends the run early; what was measured so far is still reported
   */
  CallerRun(
      Plan plan, Planes planes, Trial trial, EnvoyChoice envoy, Stop stop, Progress progress) {
    this.plan = plan;
    this.planes = planes;
    this.trial = trial;
    this.envoy = envoy;
    this.stop = stop;
    this.progress = progress;
  }

  /** The points in which the planes of this caller depart from what Istio sends. */
  Set<Deviation> deviations() {
    return Set.copyOf(deviations);
  }

  /** Measures some requests of each plane. */
  List<Measured> measure(Function<Plane, List<Request>> requests) throws InterruptedException {
    for (Plane name : plan.planes()) {
      measure(name, new ArrayDeque<>(requests.apply(name)));
    }
    return List.copyOf(reports);
  }

  private void measure(Plane name, Deque<Request> left) throws InterruptedException {
    if (left.isEmpty()) {
      return;
    }
    if (stop.isWanted()) {
      reportRest(left, r -> PlaneReport.interrupted(name.toString(), target(r), r.line()));
      return;
    }
    Optional<String> notTheirs = plan.notTheCallers(name);
    if (notTheirs.isPresent()) {
      reportRest(
          left, r -> PlaneReport.leftOut(name.toString(), target(r), r.line(), notTheirs.get()));
      return;
    }
    progress.now(name + ": starting");
    try (RunningPlane plane = planes.open(name, plan.calls(name), envoy::found)) {
      deviations.addAll(plane.predictor().deviations());
      measure(name, plane, left);
    } catch (MissingPrerequisite missing) {
      if (plan.settings().planes().byName()) {
        throw missing;
      }
      String reason = missing.getMessage() + " " + missing.remedy();
      reportRest(left, r -> PlaneReport.missing(name.toString(), target(r), r.line(), reason));
    } catch (Broken | IOException | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      reportRest(left, r -> PlaneReport.failed(name.toString(), target(r), r.line(), reason));
    }
  }

  /** Takes each request away once it is measured. */
  private void measure(Plane name, RunningPlane plane, Deque<Request> left)
      throws InterruptedException {
    if (!plane.predictor().looksIntoCalls()) {
      Set<String> seen = new HashSet<>();
      left.removeIf(request -> !seen.add(target(request)));
    }
    int all = left.size();
    while (!left.isEmpty()) {
      Request next = left.getFirst();
      Progress own = progress.of(next.subject(name.toString(), all - left.size() + 1, all));
      reports.add(
          trial.measure(plane, next, plan.unplayed(name, next.target()), own).labelled(plan, name));
      left.removeFirst();
    }
  }

  private static String target(Request request) {
    return request.target().toString();
  }

  /** Reports the requests that a plane has not come to. */
  private void reportRest(Deque<Request> left, Function<Request, PlaneReport> each) {
    left.forEach(request -> reports.add(Measured.not(each.apply(request))));
  }
}
