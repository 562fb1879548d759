package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.failure.MissingPrerequisite;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.report.SinglePodNote;
import dev.meshlab.mesh.adapt.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.plane.Plane;
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

/** The measurement of each target on each plane, over pods that are started once. Used once. */
public final class Run {

  private final Plan plan;
  private final EnvoyChoice envoy;
  private final Stop stop;
  private final Progress progress;
  private final Unhonoured unhonoured;
  private final ReportAssembly report;
  private final List<PlaneReport> reports = new ArrayList<>();
  private final Set<Deviation> deviations = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param stop ends the run early; what was measured so far is still reported
   * @param progress gets what is being done
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public Run(ManifestSet manifests, Load load, RunSettings settings, Stop stop, Progress progress) {
    this.report = new ReportAssembly();
    this.plan = new Plan(manifests, load, settings);
    this.envoy = new EnvoyChoice(settings.proxies().binary());
    this.unhonoured = new Unhonoured(manifests, plan.client());
    this.stop = stop;
    this.progress = progress;
  }

  /**
   * Measures every target on every plane.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if nothing can be measured
   */
  public RunReport measure() throws IOException, InterruptedException {
    stop.waitsForTheEnd();
    List<Plane> planes = plan.planes();
    ServerArtefact server = ServerArtefact.find();
    if (plan.settings().planes().byName() && planes.stream().anyMatch(Plane::needsEnvoy)) {
      envoy.found();
    }
    progress.now("starting pods");
    try (Sandbox sandbox = Sandbox.open();
        Testbed testbed =
            Testbed.start(sandbox, server, plan.mesh(), plan.casting(), plan.targets(), progress);
        ControlPlane controlPlane = ControlPlane.start()) {
      Planes opened =
          new Planes(plan.manifests(), plan.client(), sandbox, testbed, controlPlane, unhonoured);
      Trial trial = new Trial(testbed, plan.settings().warmUp());
      stop.then(trial::stop);
      ProxySettings proxies = plan.settings().proxies();
      if (!proxies.oneSidecar()) {
        notes.addAll(opened.guard(planes, proxies.workers(), envoy::ifThere));
      }
      for (Plane name : planes) {
        measure(name, opened, trial);
      }
    }
    List<String> remarks = new ArrayList<>(notes);
    remarks.addAll(SinglePodNote.notes(reports));
    return report.of(plan, reports, remarks, unhonoured, deviations, stop.isWanted());
  }

  private void measure(Plane name, Planes planes, Trial trial) throws InterruptedException {
    Deque<Request> left = new ArrayDeque<>(plan.requests(name));
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
      measure(name, plane, trial, left);
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
  private void measure(Plane name, RunningPlane plane, Trial trial, Deque<Request> left)
      throws InterruptedException {
    if (!plane.predictor().looksIntoCalls()) {
      Set<String> seen = new HashSet<>();
      left.removeIf(request -> !seen.add(target(request)));
    }
    int all = left.size();
    while (!left.isEmpty()) {
      Request next = left.getFirst();
      Progress own = progress.of(next.subject(name, all - left.size() + 1, all));
      reports.add(trial.measure(plane, next, plan.unplayed(name, next.target()), own));
      left.removeFirst();
    }
  }

  private static String target(Request request) {
    return request.target().toString();
  }

  /** Reports the requests that a plane has not come to. */
  private void reportRest(Deque<Request> left, Function<Request, PlaneReport> each) {
    left.forEach(request -> reports.add(each.apply(request)));
  }
}
