package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.fleet.Fleet;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.PodSubsets;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.lab.report.SinglePodNote;
import dev.meshlab.lab.verdict.Claims;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.loopback.Deviation;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The measurement of each target on each plane, over pods that are started once. Used once. */
public final class Run {

  private final Plan plan;
  private final EnvoyChoice envoy;
  private final ClusterChoice cluster;
  private final Claims claims;
  private final Stop stop;
  private final Progress progress;
  private final Unhonoured unhonoured;
  private final OtherCallers others;
  private final ReportAssembly report;
  private final List<PlaneReport> reports = new ArrayList<>();
  private final Set<Deviation> deviations = new LinkedHashSet<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * @param cluster where the caller's plane is measured, if it is to be
   * @param claims that the verdicts on the caller's own calls are to take into account
   * @param stop ends the run early; what was measured so far is still reported
   * @param progress gets what is being done
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public Run(
      ManifestSet manifests,
      Load load,
      RunSettings settings,
      ClusterChoice cluster,
      Claims claims,
      Stop stop,
      Progress progress) {
    this.cluster = cluster;
    this.claims = claims;
    this.report = new ReportAssembly();
    this.plan = new Plan(manifests, load, settings);
    this.others = OtherCallers.of(plan, () -> new Forecast(plan).reports());
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
    if (plan.settings().planes().onCluster()) {
      try (ClusterRun onCluster = ClusterRun.connect(plan, cluster, stop, progress)) {
        measureHere();
        reports.addAll(onCluster.measure());
        notes.addAll(onCluster.notes());
      }
    } else {
      measureHere();
    }
    List<String> remarks = new ArrayList<>(notes);
    remarks.addAll(SinglePodNote.notes(reports));
    return report.of(plan, others, reports, remarks, unhonoured, deviations, stop.isWanted());
  }

  /** The changes that a run would make in the cluster, a line each; nothing is started. */
  public List<String> rehearse() {
    if (!plan.settings().planes().onCluster()) {
      throw new BadInput("--dry-run: is for the plane kubernetes; add it to --planes");
    }
    try (ClusterRun onCluster = ClusterRun.connect(plan, cluster, stop, progress)) {
      return onCluster.rehearse();
    }
  }

  private void measureHere() throws IOException, InterruptedException {
    if (plan.planes().isEmpty()) {
      return;
    }
    List<Plane> planes = plan.planes();
    ServerArtefact server = ServerArtefact.find();
    if (plan.settings().planes().byName() && planes.stream().anyMatch(Plane::needsEnvoy)) {
      envoy.found();
    }
    progress.now("starting pods");
    try (Sandbox sandbox = Sandbox.open();
        Testbed testbed =
            Testbed.start(
                (specs, bound, ready) -> Fleet.start(sandbox, server, specs, bound, ready),
                plan.mesh(),
                plan.casting(),
                called(),
                progress);
        ControlPlane controlPlane = ControlPlane.start()) {
      Planes opened =
          new Planes(plan.manifests(), plan.client(), sandbox, testbed, controlPlane, unhonoured);
      Trial trial = new Trial(testbed, plan.settings().warmUp());
      stop.then(trial::stop);
      ProxySettings proxies = plan.settings().proxies();
      if (!proxies.oneSidecar()) {
        notes.addAll(opened.guard(planes, plan.load(), proxies.workers(), envoy::ifThere));
      }
      CallerRun own = new CallerRun(plan, opened, trial, envoy, stop, progress);
      PodSubsets subsets = new PodSubsets(plan.mesh(), plan.client(), plan.doors());
      reports.addAll(
          plan.compared(
              own.measure(plan::requests).stream()
                  .map(measured -> measured.claimed(claims, subsets))
                  .toList()));
      deviations.addAll(own.deviations());
      for (OtherCaller other : others.all()) {
        measure(other, opened, trial);
      }
    }
  }

  private void measure(OtherCaller other, Planes opened, Trial trial) throws InterruptedException {
    int number = others.all().indexOf(other) + 1;
    Planes its = opened.of(other.plan().client(), number);
    CallerRun run =
        new CallerRun(other.plan(), its, trial, envoy, stop, progress.of("from " + other.name()));
    reports.addAll(other.marked(Measured.reports(run.measure(other::requests))));
  }

  /** All that anyone calls. */
  private List<Target> called() {
    return Stream.concat(Stream.of(plan), others.all().stream().map(OtherCaller::plan))
        .flatMap(each -> each.called().stream())
        .distinct()
        .toList();
  }
}
