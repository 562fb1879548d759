package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.Unhonoured;
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
    this.unhonoured = new Unhonoured(manifests, plan.client());
    this.stop = stop;
    this.progress = progress;
  }

  /**
   * Measures every target on every plane, over pods of its own.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if nothing can be measured
   */
  public RunReport measure() throws IOException, InterruptedException {
    stop.waitsForTheEnd();
    if (plan.planes().isEmpty()) {
      return report(() -> {});
    }
    try (Session session = Session.open(stop)) {
      return measure(session);
    }
  }

  /**
   * Measures every target on every plane, over the pods of a session.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if nothing can be measured
   */
  public RunReport measure(Session session) throws IOException, InterruptedException {
    return report(() -> measureHere(session));
  }

  /** A measurement of the planes of this machine. */
  private interface Measurement {
    void make() throws IOException, InterruptedException;
  }

  private RunReport report(Measurement here) throws IOException, InterruptedException {
    if (plan.settings().planes().onCluster()) {
      try (ClusterRun onCluster = ClusterRun.connect(plan, cluster, claims, stop, progress)) {
        here.make();
        reports.addAll(onCluster.measure());
        notes.addAll(onCluster.notes());
      }
    } else {
      here.make();
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
    try (ClusterRun onCluster = ClusterRun.connect(plan, cluster, claims, stop, progress)) {
      return onCluster.rehearse();
    }
  }

  private void measureHere(Session session) throws IOException, InterruptedException {
    if (plan.settings().planes().byName() && plan.planes().stream().anyMatch(Plane::needsEnvoy)) {
      session.envoy(plan.settings().proxies()).found();
    }
    progress.now("starting pods");
    try (Bench bench = session.bench(plan, called(), unhonoured, progress)) {
      notes.addAll(bench.notes());
      CallerRun own = caller(plan, bench.planes(), bench, progress);
      reports.addAll(
          plan.compared(
              own.measure(plan::requests).stream()
                  .map(measured -> measured.claimed(claims))
                  .toList()));
      deviations.addAll(own.deviations());
      for (OtherCaller other : others.all()) {
        measure(other, bench);
      }
    }
  }

  private void measure(OtherCaller other, Bench bench) throws InterruptedException {
    int number = others.all().indexOf(other) + 1;
    Planes its = bench.planes().of(other.plan().client(), number);
    CallerRun run = caller(other.plan(), its, bench, progress.of("from " + other.name()));
    reports.addAll(other.marked(Measured.reports(run.measure(other::requests))));
  }

  private CallerRun caller(Plan calls, Planes planes, Bench bench, Progress shown) {
    return new CallerRun(calls, planes, bench.trial(), bench.envoy(), stop, shown);
  }

  /** All that anyone calls. */
  private List<Target> called() {
    return Stream.concat(Stream.of(plan), others.all().stream().map(OtherCaller::plan))
        .flatMap(each -> each.called().stream())
        .distinct()
        .toList();
  }
}
