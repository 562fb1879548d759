package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.fleet.PodPool;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A control plane and pods that stay up while one mesh after the other is measured over them. One
 * thread measures; it ends early when {@link Stop} says so.
 */
public final class Session implements AutoCloseable {

  private final Sandbox sandbox;
  private final PodPool pods;
  private final ControlPlane controlPlane;
  private final Stop stop;
  private final Set<String> warm = new HashSet<>();

  /** The outcomes of the search, by what the user has named. */
  private final Map<Optional<Path>, EnvoyChoice> envoys = new HashMap<>();

  /** Tells the proxies and clients of one mesh from those of the next, to the control plane. */
  private int meshes;

  private Session(Sandbox sandbox, PodPool pods, ControlPlane controlPlane, Stop stop) {
    this.sandbox = sandbox;
    this.pods = pods;
    this.controlPlane = controlPlane;
    this.stop = stop;
  }

  /**
   * Starts what all meshes share.
   *
   * @throws dev.meshlab.lab.failure.MissingPrerequisite if the server has not been built
   */
  public static Session open(Stop stop) throws IOException {
    stop.waitsForTheEnd();
    ServerArtefact server = ServerArtefact.find();
    Sandbox sandbox = Sandbox.open();
    try {
      return new Session(sandbox, new PodPool(sandbox, server), ControlPlane.start(), stop);
    } catch (IOException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /**
   * Measures the requests of a mesh on each plane, in the order of the planes.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public List<Measured> measure(
      ManifestSet manifests, Load load, RunSettings settings, Progress progress)
      throws IOException, InterruptedException {
    Plan plan = new Plan(manifests, load, settings);
    try (Bench bench = bench(plan, plan.called(), unhonoured(plan), progress)) {
      return new CallerRun(plan, bench.planes(), bench.trial(), bench.envoy(), stop, progress)
          .measure(plan::requests);
    }
  }

  /**
   * Measures the first request of a mesh on each plane, while the mesh changes, and once more after
   * the last change; each plane begins with the mesh as it was.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public List<LiveMeasured> measure(
      ManifestSet manifests, Load load, RunSettings settings, ChangePlan changes, Progress progress)
      throws IOException, InterruptedException {
    ClusterState beginning = ClusterState.of(manifests);
    Plan plan = new Plan(beginning.manifests(), load, settings);
    try (Bench bench = bench(plan, plan.called(), unhonoured(plan), progress)) {
      return new LivePlanes(plan, bench, beginning, changes, stop, progress).measure();
    }
  }

  private static Unhonoured unhonoured(Plan plan) {
    return new Unhonoured(plan.manifests(), plan.client());
  }

  /**
   * The bench on which a plan is measured.
   *
   * @param called all that anyone calls
   * @param unhonoured notes what no translation reads
   */
  Bench bench(Plan plan, List<Target> called, Unhonoured unhonoured, Progress progress)
      throws IOException, InterruptedException {
    ProxySettings proxies = plan.settings().proxies();
    EnvoyChoice envoy = envoy(proxies);
    Testbed testbed = Testbed.start(pods, plan.mesh(), plan.casting(), called, progress);
    try {
      Planes planes =
          new Planes(
              new Planes.Ground(sandbox, testbed, controlPlane, proxies.accessLog()),
              plan.manifests(),
              plan.client(),
              unhonoured,
              ++meshes);
      PodLedgers ledgers = testbed.metered(proxies.metricsPages());
      Trial trial = new Trial(ledgers, plan.settings().warmUp(), warm);
      stop.then(trial::stop);
      List<String> notes =
          proxies.oneSidecar()
              ? List.of()
              : planes.guard(plan.planes(), plan.load(), proxies.workers(), envoy::ifThere);
      return new Bench(testbed, planes, trial, envoy, notes);
    } catch (IOException | InterruptedException | RuntimeException e) {
      testbed.close();
      throw e;
    }
  }

  /** The choice of an Envoy, which is looked for once. */
  EnvoyChoice envoy(ProxySettings proxies) {
    return envoys.computeIfAbsent(
        Optional.ofNullable(proxies.binary()), named -> new EnvoyChoice(named.orElse(null)));
  }

  /** True if it is to end. */
  public boolean isStopped() {
    return stop.isWanted();
  }

  @Override
  public void close() {
    try (sandbox;
        controlPlane) {
      pods.close();
    }
  }
}
