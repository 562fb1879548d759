package dev.meshlab.lab.cli;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.RejectedConfiguration;
import dev.meshlab.lab.controlplane.UnacknowledgedConfiguration;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyFailed;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.plane.Plane;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Target;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Trial;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.MissingPrerequisite;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.report.RunReport;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.manifest.Reads;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.translate.Deviation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** One run: each target on each plane, over pods that are started once. */
final class Run {

  private final ManifestSet manifests;
  private final Mesh mesh;
  private final Load load;
  private final RunCommand.Settings settings;
  private final ProgressLine progress;
  private final List<PlaneReport> reports = new ArrayList<>();
  private final Unhonoured unhonoured;
  private final Set<Deviation> deviations = new LinkedHashSet<>();

  Run(ManifestSet manifests, Load load, RunCommand.Settings settings, ProgressLine progress) {
    this.manifests = manifests;
    this.mesh = Mesh.of(manifests, new Reads());
    this.unhonoured = new Unhonoured(manifests);
    this.load = load;
    this.settings = settings;
    this.progress = progress;
  }

  RunReport report() throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    long began = System.nanoTime();
    ClientWorkload client = settings.client().orElse(Clients.of(mesh));
    List<Target> targets = Targets.choose(mesh, client, settings.targets());
    ServerArtefact server = ServerArtefact.find();
    if (settings.planesByName() && settings.planes().contains(PlaneName.ENVOY)) {
      envoy();
    }
    progress.now("starting pods");
    try (Sandbox sandbox = Sandbox.open();
        Testbed testbed = Testbed.start(sandbox, server, mesh, progress);
        ControlPlane controlPlane = ControlPlane.start()) {
      Trial trial = new Trial(load, testbed, progress);
      Interruption.onSignal(trial::stop);
      Planes planes = new Planes(manifests, client, sandbox, testbed, controlPlane, unhonoured);
      for (PlaneName name : settings.planes()) {
        measure(name, planes, trial, targets);
      }
    }
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        Version.current(),
        startedAt,
        (System.nanoTime() - began) / 1e9,
        Interruption.interrupted(),
        Asked.of(load),
        reports,
        Warnings.of(manifests, mesh, client, unhonoured),
        deviations.stream().map(Run::written).toList());
  }

  private static RunReport.Deviation written(Deviation deviation) {
    return new RunReport.Deviation(
        deviation.field(), deviation.istio(), deviation.lab(), deviation.reason());
  }

  private void measure(PlaneName name, Planes planes, Trial trial, List<Target> targets)
      throws InterruptedException {
    if (Interruption.interrupted()) {
      reportRest(name, targets, target -> PlaneReport.interrupted(name.toString(), target));
      return;
    }
    progress.now(name + ": starting");
    try (Plane plane = open(name, planes, targets)) {
      deviations.addAll(plane.deviations());
      for (Target target : targets) {
        reports.add(trial.measure(plane, target));
      }
    } catch (MissingPrerequisite missing) {
      if (settings.planesByName()) {
        throw missing;
      }
      String reason = missing.getMessage() + " " + missing.remedy();
      reportRest(name, targets, target -> PlaneReport.leftOut(name.toString(), target, reason));
    } catch (EnvoyFailed
        | PodFailed
        | RejectedConfiguration
        | UnacknowledgedConfiguration
        | IOException
        | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      reportRest(name, targets, target -> PlaneReport.failed(name.toString(), target, reason));
    }
  }

  /** Reports the targets that a plane has not come to. */
  private void reportRest(
      PlaneName name, List<Target> targets, Function<String, PlaneReport> report) {
    long done =
        reports.stream().filter(measured -> measured.plane().equals(name.toString())).count();
    targets.stream().skip(done).forEach(target -> reports.add(report.apply(target.toString())));
  }

  private Plane open(PlaneName name, Planes planes, List<Target> targets)
      throws IOException, InterruptedException {
    return switch (name) {
      case PLAIN -> planes.plain(targets, settings.seed());
      case ENVOY -> planes.envoy(envoy(), settings.envoyWorkers());
      case PROXYLESS -> planes.proxyless();
    };
  }

  private EnvoyBinary.Found envoy() {
    EnvoyBinary binary = EnvoyBinary.find(settings.envoy(), System.getenv());
    if (binary instanceof EnvoyBinary.Missing missing) {
      throw new MissingPrerequisite(missing.reason() + ".", missing.remedy());
    }
    EnvoyBinary.Found found = (EnvoyBinary.Found) binary;
    found.warning().ifPresent(warning -> System.err.println("meshlab: " + warning));
    return found;
  }
}
