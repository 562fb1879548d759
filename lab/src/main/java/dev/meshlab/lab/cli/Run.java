package dev.meshlab.lab.cli;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.controlplane.RejectedConfiguration;
import dev.meshlab.lab.controlplane.UnacknowledgedConfiguration;
import dev.meshlab.lab.envoy.EnvoyBinary;
import dev.meshlab.lab.envoy.EnvoyFailed;
import dev.meshlab.lab.fleet.PodFailed;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.plane.Casting;
import dev.meshlab.lab.plane.Plane;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.Request;
import dev.meshlab.lab.plane.Requests;
import dev.meshlab.lab.plane.StandIns;
import dev.meshlab.lab.plane.Target;
import dev.meshlab.lab.plane.TargetRoutes;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Trial;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.MissingPrerequisite;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.lab.report.LonePods;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
  private final List<String> notes = new ArrayList<>();

  Run(ManifestSet manifests, Load load, RunCommand.Settings settings, ProgressLine progress) {
    this.manifests = manifests;
    this.mesh = Mesh.of(manifests, new Reads());
    this.unhonoured = new Unhonoured(manifests);
    this.load = load;
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Does it.
   *
   * @param known what is to be noted of the manifests anyway
   */
  RunReport report(List<String> known) throws IOException, InterruptedException {
    Instant startedAt = Instant.now();
    long began = System.nanoTime();
    ClientWorkload client = settings.client().orElse(Clients.of(mesh));
    Casting casting = new Casting(mesh, settings.standIn());
    GatewayTargets gateways = GatewayTargets.choose(mesh, settings.targets(), settings.authority());
    List<PlaneName> measured = gateways.planes(settings.planes(), settings.planesByName());
    List<Target> targets =
        gateways.isAllThatIsNamed()
            ? List.of()
            : targets(casting, client, gateways.namedForOthers());
    Requests requests = requests(targets, m -> TargetRoutes.ofSidecar(m, client));
    Requests fromOutside =
        requests(gateways.targets(), m -> TargetRoutes.ofGateways(m, gateways.doors()));
    ServerArtefact server = ServerArtefact.find();
    if (settings.planesByName() && measured.stream().anyMatch(PlaneName::needsEnvoy)) {
      envoy();
    }
    progress.now("starting pods");
    try (Sandbox sandbox = Sandbox.open();
        Testbed testbed = Testbed.start(sandbox, server, mesh, casting, targets, progress);
        ControlPlane controlPlane = ControlPlane.start();
        Planes planes = new Planes(manifests, client, sandbox, testbed, controlPlane, unhonoured)) {
      Trial trial = new Trial(testbed);
      Interruption.onSignal(trial::stop);
      notes.addAll(planes.secure(this::envoyIfThere));
      for (PlaneName name : measured) {
        boolean outside = name == PlaneName.GATEWAY;
        measure(name, planes, trial, (outside ? fromOutside : requests).all(), gateways);
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
        Warnings.of(manifests, mesh, client, casting, unhonoured),
        Stream.of(
                known,
                new StandIns(mesh, casting, targets).notes(),
                requests.notes(),
                fromOutside.notes(),
                notes,
                LonePods.notes(reports))
            .flatMap(List::stream)
            .toList(),
        deviations.stream().map(Run::written).toList());
  }

  private static RunReport.Deviation written(Deviation deviation) {
    return new RunReport.Deviation(
        deviation.field(), deviation.istio(), deviation.lab(), deviation.reason());
  }

  private List<Target> targets(Casting casting, ClientWorkload client, List<String> named) {
    List<Target> targets = Targets.choose(mesh, casting, client, named);
    String authority = settings.authority();
    return authority.isEmpty()
        ? targets
        : targets.stream().map(target -> target.calledBy(authority)).toList();
  }

  /** Who names a method has a call in mind; the calls of stand-ins are up to the routes. */
  private Requests requests(List<Target> targets, Function<Mesh, TargetRoutes> routes) {
    return settings.standIn() && load.isForEcho()
        ? Requests.ofRoutes(targets, routes.apply(Mesh.of(manifests, new Reads())), load)
        : Requests.alike(targets, load);
  }

  private void measure(
      PlaneName name, Planes planes, Trial trial, List<Request> requests, GatewayTargets gateways)
      throws InterruptedException {
    if (requests.isEmpty()) {
      return;
    }
    Deque<Request> left = new ArrayDeque<>(requests);
    if (Interruption.interrupted()) {
      reportRest(left, r -> PlaneReport.interrupted(name.toString(), target(r), r.line()));
      return;
    }
    progress.now(name + ": starting");
    try (Plane plane = open(name, planes, requests, gateways)) {
      deviations.addAll(plane.deviations());
      if (!plane.looksIntoCalls()) {
        Set<String> seen = new HashSet<>();
        left.removeIf(request -> !seen.add(target(request)));
      }
      int all = left.size();
      while (!left.isEmpty()) {
        Request next = left.getFirst();
        Progress own = progress.of(subject(name, next, all - left.size() + 1, all));
        reports.add(trial.measure(plane, next, own));
        left.removeFirst();
      }
    } catch (MissingPrerequisite missing) {
      if (settings.planesByName()) {
        throw missing;
      }
      String reason = missing.getMessage() + " " + missing.remedy();
      reportRest(left, r -> PlaneReport.leftOut(name.toString(), target(r), r.line(), reason));
    } catch (EnvoyFailed
        | PodFailed
        | RejectedConfiguration
        | UnacknowledgedConfiguration
        | IOException
        | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      reportRest(left, r -> PlaneReport.failed(name.toString(), target(r), r.line(), reason));
    }
  }

  /** The plane, and of several requests which one. */
  private static String subject(PlaneName plane, Request request, int number, int all) {
    return all == 1
        ? plane.toString()
        : "%s: %d of %d, %s".formatted(plane, number, all, request.line().name(target(request)));
  }

  private static String target(Request request) {
    return request.target().toString();
  }

  /** Reports the requests that a plane has not come to. */
  private void reportRest(Deque<Request> left, Function<Request, PlaneReport> report) {
    left.forEach(request -> reports.add(report.apply(request)));
  }

  private Plane open(PlaneName name, Planes planes, List<Request> requests, GatewayTargets gateways)
      throws IOException, InterruptedException {
    return switch (name) {
      case PLAIN ->
          planes.plain(requests.stream().map(Request::target).distinct().toList(), settings.seed());
      case ENVOY -> planes.envoy(envoy(), settings.envoyWorkers());
      case PROXYLESS -> planes.proxyless();
      case GATEWAY -> planes.gateway(envoy(), settings.envoyWorkers(), gateways.doors());
    };
  }

  private Optional<EnvoyBinary.Found> envoyIfThere() {
    return EnvoyBinary.find(settings.envoy(), System.getenv()) instanceof EnvoyBinary.Found found
        ? Optional.of(found)
        : Optional.empty();
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
