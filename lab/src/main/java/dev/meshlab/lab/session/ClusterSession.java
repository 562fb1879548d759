package dev.meshlab.lab.session;

import dev.meshlab.client.load.Load;
import dev.meshlab.lab.anatomy.PodAnatomy;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.DryRun;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.plane.ClusterGateway;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.ForwardedPlane;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A cluster in which one mesh after the other is measured. Pods stay from mesh to mesh where the
 * next one has the same workloads. One thread measures; it ends early when {@link Stop} says so.
 */
public final class ClusterSession implements AutoCloseable {

  private final Cluster cluster;
  private final ClusterChoice choice;
  private final Stop stop;
  private final Waiting waiting;
  private final SessionPods pods;

  private ClusterSession(Cluster cluster, ClusterChoice choice, Stop stop) {
    this.cluster = cluster;
    this.choice = choice;
    this.stop = stop;
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    stop.then(() -> stopped.complete(null));
    this.waiting = new Waiting(stopped);
    this.pods = new SessionPods(cluster, choice.serverImage(), waiting);
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

  /** A request of a mesh, and the pods that it is for. */
  private record Bench(Plan plan, Request request, PodNames names, ClusterTestbed testbed) {}

  /**
   * Measures the first request of a mesh.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public Measured measure(ManifestSet manifests, Load load, RunSettings settings, Progress progress)
      throws InterruptedException {
    return measure(new Plan(manifests, load, settings), this::plane, progress);
  }

  /**
   * Measures the same from this machine, through a forwarded port.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if this cannot be run
   */
  public Measured measureForwarded(
      ManifestSet manifests, Load load, RunSettings settings, Progress progress)
      throws InterruptedException {
    return measure(
        new Plan(manifests, load, settings),
        bench -> new ForwardedPlane(cluster, bench.testbed()),
        progress);
  }

  private Measured measure(Plan plan, Function<Bench, RunningPlane> planes, Progress progress)
      throws InterruptedException {
    try {
      Bench bench = bench(plan, false, progress);
      try (RunningPlane plane = planes.apply(bench)) {
        return measure(plane, bench, bench.request(), progress);
      }
    } catch (CancellationException interrupted) {
      return unmeasured(plan).interrupted();
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
    try {
      Bench bench = bench(plan, changes.isKilling(), progress);
      ChangingCluster changing =
          new ChangingCluster(
              new LiveWorkloads(cluster, plan.mesh(), waiting),
              bench.testbed(),
              bench.names(),
              new ChangingRules(manifests, load, settings, changes.files(), pods));
      try (ClusterPlane plane = plane(bench)) {
        for (int repeat = 1; repeat <= changes.repeats() && !stop.isWanted(); repeat++) {
          if (repeat > 1) {
            changing.restore(progress);
          }
          timelines.add(
              new ClusterLiveRun(plane, changing, settings.warmUp(), stop)
                  .measure(bench.request(), changes, progress));
        }
        Measured after = measure(plane, bench, bench.request().atRest(), progress.of("after"));
        changing.restore(progress);
        return new LiveMeasured(way(plan), timelines, after).labelled(plan);
      }
    } catch (CancellationException interrupted) {
      return new LiveMeasured(way(plan), timelines, unmeasured(plan).interrupted());
    } catch (Broken | UncheckedIOException broken) {
      return new LiveMeasured(way(plan), timelines, failed(plan, broken));
    }
  }

  /**
   * The containers of the pods of workloads, by the workload.
   *
   * @throws Broken if they are not to be had
   * @throws CancellationException if the user ends the run
   */
  public Map<String, List<PodAnatomy>> anatomies(
      ManifestSet manifests, Set<String> workloads, RunSettings settings, Progress progress)
      throws InterruptedException {
    try {
      Plan plan = new Plan(manifests, Load.builder().calls(1).build(), settings);
      return pods.anatomies(plan, workloads, progress);
    } catch (Broken | UncheckedIOException broken) {
      pods.remove();
      throw broken;
    }
  }

  /** The reasons for which the cluster would refuse the objects of a text. */
  public List<String> refusals(String yaml) {
    return DryRun.refusals(cluster, yaml);
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

  private Bench bench(Plan plan, boolean killable, Progress progress) throws InterruptedException {
    ClusterTestbed its = pods.of(plan, gateway(plan), killable, progress);
    PodNames names = PodNames.of(plan.mesh(), Mesh.of(its.live()));
    Request asked = plan.requests(way(plan)).get(0);
    Request given = new Request(asked.target(), asked.route(), names.given(asked.load()));
    return new Bench(plan, given, names, its);
  }

  private ClusterPlane plane(Bench bench) {
    Plan plan = bench.plan();
    Optional<ClusterGateway> gateway = gateway(plan);
    return new ClusterPlane(
        cluster,
        bench.testbed(),
        gateway.isPresent()
            ? CallingPod.outside(plan, choice.clientImage(), ClusterGateway.AUTHORITY)
            : CallingPod.of(plan, choice.clientImage()),
        plan.client(),
        way(plan),
        plan.calls(way(plan)),
        gateway,
        waiting);
  }

  private Measured measure(RunningPlane plane, Bench bench, Request request, Progress progress)
      throws InterruptedException {
    Plan plan = bench.plan();
    PodLedgers ledgers =
        bench.testbed().metered(plan.settings().proxies().metricsPages(), waiting, progress);
    Trial trial = new Trial(ledgers, plan.settings().warmUp());
    stop.then(trial::stop);
    progress.now("starting the client");
    Measured measured =
        trial.measure(plane, request, plan.unplayed(way(plan), request.target()), progress);
    return measured.of(bench.names()::played).labelled(plan, way(plan));
  }

  private static Unmeasured unmeasured(Plan plan) {
    return new Unmeasured(plan.requests(way(plan)).get(0));
  }

  /**
   * A mesh that broke may have left anything behind, so that the next mesh begins with new pods.
   */
  private Measured failed(Plan plan, RuntimeException broken) {
    try {
      pods.remove();
    } catch (Broken | UncheckedIOException left) {
      broken.addSuppressed(left);
    }
    return unmeasured(plan).failed(broken);
  }

  /** Removes all that was made in the cluster. */
  @Override
  public void close() {
    try (cluster) {
      pods.remove();
    }
  }
}
