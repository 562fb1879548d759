package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.controlplane.ControlPlane;
import dev.meshlab.lab.fleet.PodPool;
import dev.meshlab.lab.fleet.ServerArtefact;
import dev.meshlab.lab.plane.Planes;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.Testbed;
import dev.meshlab.lab.plane.Unhonoured;
import dev.meshlab.lab.process.Sandbox;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
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
    EnvoyChoice envoy = new EnvoyChoice(settings.proxies().binary());
    try (Testbed testbed =
        Testbed.start(pods::lend, plan.mesh(), plan.casting(), plan.called(), progress)) {
      Planes planes =
          new Planes(
                  manifests,
                  plan.client(),
                  sandbox,
                  testbed,
                  controlPlane,
                  new Unhonoured(manifests, plan.client()))
              .of(plan.client(), ++meshes);
      Trial trial = new Trial(testbed, settings.warmUp(), warm);
      stop.then(trial::stop);
      if (!settings.proxies().oneSidecar()) {
        planes.guard(plan.planes(), settings.proxies().workers(), envoy::ifThere);
      }
      return new CallerRun(plan, planes, trial, envoy, stop, progress).measure(plan::requests);
    }
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
