package dev.meshlab.lab.session;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.OwnNamespaces;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.plane.ClusterGateway;
import dev.meshlab.lab.plane.ClusterManifests;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.run.CallingPod;
import dev.meshlab.lab.run.ClusterChoice;
import dev.meshlab.lab.run.LiveMeasured;
import dev.meshlab.lab.run.Measured;
import dev.meshlab.lab.run.Plan;
import dev.meshlab.lab.run.Request;
import dev.meshlab.lab.run.RunSettings;
import dev.meshlab.lab.run.Stop;
import dev.meshlab.lab.run.Trial;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in which one mesh after the other is measured. Pods stay from mesh to mesh where the
 * next one has the same workloads. One thread measures; it ends early when {@link Stop} says so.
 */
public final class ClusterSession implements AutoCloseable {

  private final Cluster cluster;
  private final ClusterChoice choice;
  private final Stop stop;
  private final Waiting waiting;
  private @Nullable ClusterTestbed testbed;

  private ClusterSession(Cluster cluster, ClusterChoice choice, Stop stop) {
    this.cluster = cluster;
    this.choice = choice;
    this.stop = stop;
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    stop.then(() -> stopped.complete(null));
    this.waiting = new Waiting(stopped);
  }

  /**
   * Connects to a cluster; nothing is changed there yet.
   *
   * @throws dev.meshlab.lab.failure.MissingPrerequisite if none answers, or it has no Istio
   */
  public static ClusterSession connect(ClusterChoice choice, Stop stop) {
    stop.waitsForTheEnd();
    return new ClusterSession(Cluster.connect(choice.address()), choice, stop);
  }

  /** A request of a mesh, and what measures it. */
  private record Bench(
      Plan plan, Request request, PodNames names, ClusterTestbed testbed, ClusterPlane plane)
      implements AutoCloseable {

    @Override
    public void close() {
      plane.close();
    }
  }

  /**
   * Measures the first request of a mesh.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public Measured measure(ManifestSet manifests, Load load, RunSettings settings, Progress progress)
      throws InterruptedException {
    Plan plan = new Plan(manifests, load, settings);
    try (Bench bench = bench(plan, progress)) {
      return measure(bench, bench.request(), progress);
    } catch (CancellationException interrupted) {
      return interrupted(plan);
    } catch (Broken | UncheckedIOException broken) {
      return failed(plan, broken);
    }
  }

  /**
   * Measures the first request of a mesh while the mesh changes, and once more after the last
   * change; each repeat begins with the mesh as it was.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public LiveMeasured measure(
      ManifestSet manifests, Load load, RunSettings settings, ChangePlan changes, Progress progress)
      throws InterruptedException {
    Plan plan = new Plan(manifests, load, settings);
    List<Timeline> timelines = new ArrayList<>();
    try (Bench bench = bench(plan, progress)) {
      ChangingCluster changing =
          new ChangingCluster(cluster, bench.testbed(), bench.names(), plan.mesh(), waiting);
      for (int repeat = 1; repeat <= changes.repeats() && !stop.isWanted(); repeat++) {
        if (repeat > 1) {
          changing.restore(progress);
        }
        timelines.add(
            new ClusterLiveRun(bench.plane(), changing, settings.warmUp(), stop)
                .measure(bench.request(), changes, progress));
      }
      Measured after = measure(bench, bench.request().atRest(), progress.of("after"));
      changing.restore(progress);
      return new LiveMeasured(way(plan), timelines, after);
    } catch (CancellationException interrupted) {
      return new LiveMeasured(way(plan), timelines, interrupted(plan));
    } catch (Broken | UncheckedIOException broken) {
      return new LiveMeasured(way(plan), timelines, failed(plan, broken));
    }
  }

  /** The way by which the calls come to the pods. */
  private static Plane way(Plan plan) {
    return plan.doors().isEmpty() ? plan.own() : Plane.GATEWAY;
  }

  private static Optional<ClusterGateway> gateway(Plan plan) {
    return plan.doors().isEmpty()
        ? Optional.empty()
        : Optional.of(new ClusterGateway(plan.doors(), plan.client().namespace()));
  }

  private Bench bench(Plan plan, Progress progress) throws InterruptedException {
    Optional<ClusterGateway> gateway = gateway(plan);
    ClusterTestbed its = testbed(plan, gateway, progress);
    PodNames names = PodNames.of(plan.mesh(), Mesh.of(its.live()));
    Request asked = plan.requests(way(plan)).get(0);
    return new Bench(
        plan,
        new Request(asked.target(), asked.route(), names.given(asked.load())),
        names,
        its,
        new ClusterPlane(
            cluster,
            its,
            gateway.isPresent()
                ? CallingPod.outside(plan, choice.clientImage(), ClusterGateway.AUTHORITY)
                : CallingPod.of(plan, choice.clientImage()),
            plan.client(),
            way(plan),
            plan.calls(way(plan)),
            gateway,
            waiting));
  }

  private Measured measure(Bench bench, Request request, Progress progress)
      throws InterruptedException {
    Trial trial = new Trial(bench.testbed(), bench.plan().settings().warmUp());
    stop.then(trial::stop);
    progress.now("starting the client");
    Measured measured =
        trial.measure(
            bench.plane(),
            request,
            bench.plan().unplayed(way(bench.plan()), request.target()),
            progress);
    return new Measured(measured.report(), measured.seen().map(bench.names()::played));
  }

  /** The pods of a mesh: those that are there, if they are the same. */
  private ClusterTestbed testbed(Plan plan, Optional<ClusterGateway> gateway, Progress progress)
      throws InterruptedException {
    ClusterManifests manifests =
        new ClusterManifests(
            plan.manifests(), plan.client(), plan.casting(), plan.targets(), choice.serverImage());
    gateway.ifPresent(manifests::add);
    ClusterTestbed.Cast next =
        new ClusterTestbed.Cast(manifests, plan.settings()::casting, plan.targets());
    ClusterTestbed there = testbed;
    if (there != null && there.serves(next)) {
      there.follow(next, waiting, progress);
      return there;
    }
    remove();
    OwnNamespaces.check(cluster, manifests.namespaces().keySet());
    ClusterTestbed started = ClusterTestbed.start(cluster, next, waiting, progress);
    testbed = started;
    return started;
  }

  private static Measured interrupted(Plan plan) {
    Request request = plan.requests(way(plan)).get(0);
    return Measured.not(
        PlaneReport.interrupted(ClusterPlane.NAME, request.target().toString(), request.line()));
  }

  /**
   * A mesh that broke may have left anything behind, so that the next mesh begins with new pods.
   */
  private Measured failed(Plan plan, RuntimeException broken) {
    remove();
    Request request = plan.requests(way(plan)).get(0);
    return Measured.not(
        PlaneReport.failed(
            ClusterPlane.NAME,
            request.target().toString(),
            request.line(),
            String.valueOf(broken.getMessage())));
  }

  private void remove() {
    ClusterTestbed there = testbed;
    testbed = null;
    if (there != null) {
      there.close();
    }
  }

  /** Removes all that was made in the cluster. */
  @Override
  public void close() {
    try (cluster) {
      remove();
    }
  }
}
