package dev.meshlab.lab.run;

import dev.meshlab.lab.cluster.ClientPod;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.OwnNamespaces;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.plane.ClusterManifests;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.lab.verdict.Claims;
import dev.meshlab.mesh.dataplane.Plane;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The measurement of the caller's own calls in a cluster. Used once. */
final class ClusterRun implements AutoCloseable {

  private final Plan plan;
  private final ClusterChoice choice;
  private final Cluster cluster;
  private final ClusterManifests manifests;
  private final Claims claims;
  private final Stop stop;
  private final Progress progress;
  private final List<PlaneReport> reports = new ArrayList<>();

  /** Remarks on what is still in the cluster. */
  private final List<String> remains = new ArrayList<>();

  private ClusterRun(
      Plan plan,
      ClusterChoice choice,
      ClusterManifests manifests,
      Cluster cluster,
      Claims claims,
      Stop stop,
      Progress progress) {
    this.plan = plan;
    this.choice = choice;
    this.manifests = manifests;
    this.cluster = cluster;
    this.claims = claims;
    this.stop = stop;
    this.progress = progress;
  }

  /**
   * Connects to the cluster; nothing is changed there yet.
   *
   * @throws dev.meshlab.lab.failure.LabFailure if it is not there, has no Istio, or has namespaces
   *     of others with these names
   */
  static ClusterRun connect(
      Plan plan, ClusterChoice choice, Claims claims, Stop stop, Progress progress) {
    ClusterManifests manifests =
        new ClusterManifests(
            plan.manifests(), plan.client(), plan.casting(), plan.targets(), choice.serverImage());
    Cluster cluster = Cluster.connect(choice.address());
    ClusterRun run = new ClusterRun(plan, choice, manifests, cluster, claims, stop, progress);
    try {
      OwnNamespaces.check(run.cluster, run.manifests.namespaces().keySet());
      return run;
    } catch (RuntimeException refused) {
      run.close();
      throw refused;
    }
  }

  /** The changes that would be made in the cluster, a line each; none is made. */
  List<String> rehearse() {
    List<String> lines = new ArrayList<>();
    lines.add("in the cluster at " + cluster.address());
    manifests.namespaces().keySet().forEach(name -> lines.add(OwnNamespaces.diff(cluster, name)));
    lines.addAll(manifests.diff(cluster));
    ClientPod client = CallingPod.of(plan, choice.clientImage());
    plan.requests(plan.own())
        .forEach(
            request ->
                lines.add(
                    "+ Job in %s, image %s, calls %s"
                        .formatted(
                            client.namespace(),
                            client.image(),
                            request.line().name(target(request)))));
    lines.addAll(notApplied());
    return lines;
  }

  /** Remarks on what the cluster was given, and what is left there. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(notApplied());
    notes.addAll(remains);
    return notes;
  }

  private List<String> notApplied() {
    List<String> notes = new ArrayList<>();
    if (!manifests.leftOut().isEmpty()) {
      notes.add(
          "kubernetes: not applied, since the cluster makes these itself, or since they would call,"
              + " serve or have an effect beside what is measured: "
              + String.join(", ", manifests.leftOut()));
    }
    return notes;
  }

  List<PlaneReport> measure() throws InterruptedException {
    Deque<Request> open = new ArrayDeque<>(plan.requests(plan.own()));
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    stop.then(() -> stopped.complete(null));
    if (stop.isWanted()) {
      reportRest(open, r -> PlaneReport.interrupted(ClusterPlane.NAME, target(r), r.line()));
      return List.copyOf(reports);
    }
    if (choice.keep()) {
      remains.add(
          "kubernetes: everything is left in the cluster; %s removes it".formatted(removal()));
    }
    try (ClusterTestbed testbed = start(new Waiting(stopped))) {
      measure(testbed, new Waiting(stopped), open);
      if (!choice.keep()) {
        progress.of(ClusterPlane.NAME).now("removing what was made");
      }
    } catch (CancellationException interrupted) {
      reportRest(open, r -> PlaneReport.interrupted(ClusterPlane.NAME, target(r), r.line()));
    } catch (Broken | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      if (open.isEmpty()) {
        remains.add("kubernetes: not all was removed: %s; see %s".formatted(reason, removal()));
      }
      reportRest(open, r -> PlaneReport.failed(ClusterPlane.NAME, target(r), r.line(), reason));
    }
    return List.copyOf(reports);
  }

  private String removal() {
    return "kubectl delete namespace " + String.join(" ", manifests.namespaces().keySet());
  }

  private ClusterTestbed start(Waiting waiting) throws InterruptedException {
    return ClusterTestbed.start(
        cluster,
        new ClusterTestbed.Cast(manifests, plan.settings()::casting, plan.targets()),
        choice.keep(),
        waiting,
        progress.of(ClusterPlane.NAME));
  }

  private void measure(ClusterTestbed testbed, Waiting waiting, Deque<Request> left)
      throws InterruptedException {
    Plane own = plan.own();
    Trial trial = new Trial(testbed, plan.settings().warmUp());
    stop.then(trial::stop);
    try (ClusterPlane plane =
        new ClusterPlane(
            cluster,
            testbed,
            CallingPod.of(plan, choice.clientImage()),
            plan.client(),
            own,
            plan.calls(own),
            Optional.empty(),
            waiting)) {
      int all = left.size();
      while (!left.isEmpty()) {
        Request next = left.getFirst();
        Progress its = progress.of(next.subject(ClusterPlane.NAME, all - left.size() + 1, all));
        its.now("starting the client");
        reports.add(
            trial
                .measure(plane, next, plan.unplayed(own, next.target()), its)
                .labelled(plan, own)
                .claimed(claims));
        left.removeFirst();
      }
    }
  }

  private static String target(Request request) {
    return request.target().toString();
  }

  private void reportRest(Deque<Request> left, Function<Request, PlaneReport> each) {
    left.forEach(request -> reports.add(each.apply(request)));
  }

  @Override
  public void close() {
    cluster.close();
  }
}
