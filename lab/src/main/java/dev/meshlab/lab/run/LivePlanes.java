package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.plane.CallsToMake;
import dev.meshlab.lab.plane.ChangingPlane;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.plane.RunningPlane;
import dev.meshlab.lab.report.PlaneReport;
import dev.meshlab.mesh.dataplane.Plane;
import dev.meshlab.mesh.model.Mesh;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The measurement of a request on plane after plane, each under the same changes. Used once. */
final class LivePlanes {

  private final Plan plan;
  private final Bench bench;
  private final ClusterState beginning;
  private final ChangePlan changes;
  private final Stop stop;
  private final Progress progress;

  LivePlanes(
      Plan plan,
      Bench bench,
      ClusterState beginning,
      ChangePlan changes,
      Stop stop,
      Progress progress) {
    this.plan = plan;
    this.bench = bench;
    this.beginning = beginning;
    this.changes = changes;
    this.stop = stop;
    this.progress = progress;
  }

  List<LiveMeasured> measure() throws InterruptedException {
    List<LiveMeasured> measured = new ArrayList<>();
    Iterator<Plane> planes = plan.planes().iterator();
    while (planes.hasNext() && !stop.isWanted()) {
      Plane name = planes.next();
      measured.add(measure(name, plan.requests(name).get(0), planes.hasNext()));
    }
    return measured;
  }

  /**
   * @param isFollowed whether another plane needs the cluster as it was
   */
  private LiveMeasured measure(Plane name, Request request, boolean isFollowed)
      throws InterruptedException {
    String target = request.target().toString();
    List<Timeline> timelines = new ArrayList<>();
    progress.now(name + ": starting");
    CallsToMake calls = plan.calls(name);
    try (ChangingPlane plane =
        new ChangingPlane(
            bench.planes(),
            bench.planes().open(name, calls, bench.envoy()::found),
            bench.testbed(),
            calls,
            progress)) {
      Measured after = measure(plane, name, request, timelines, isFollowed);
      return new LiveMeasured(name, timelines, after).labelled(plan);
    } catch (Broken | IOException | UncheckedIOException broken) {
      String reason = String.valueOf(broken.getMessage());
      return new LiveMeasured(
          name,
          timelines,
          Measured.not(PlaneReport.failed(name.toString(), target, request.line(), reason)));
    }
  }

  /** The calls after the last change; each repeat before it adds a timeline. */
  private Measured measure(
      ChangingPlane plane,
      Plane name,
      Request request,
      List<Timeline> timelines,
      boolean isFollowed)
      throws IOException, InterruptedException {
    LiveRun run = new LiveRun(plane, bench.testbed(), changes, this::casting, stop);
    try {
      for (int repeat = 1; repeat < changes.repeats() && !stop.isWanted(); repeat++) {
        timelines.add(run.measure(beginning, request, progress.of(name + ", " + repeat)));
        restore(plane);
      }
      timelines.add(run.measure(beginning, request, progress.of(name.toString())));
      Measured after = afterwards(plane.now(), name, request);
      if (isFollowed) {
        restore(plane);
      } else {
        heal(plane);
      }
      return after;
    } catch (Broken | IOException | UncheckedIOException broken) {
      mend(plane);
      throw broken;
    }
  }

  /** Makes the cluster what it was, for those who come next; ends the pods if that fails, too. */
  private void mend(ChangingPlane plane) throws InterruptedException {
    try {
      restore(plane);
    } catch (Broken | IOException | UncheckedIOException unwell) {
      plane.pods().forEach(PodProcess::kill);
    }
  }

  /** The calls in the state to which the changes have led. */
  private Measured afterwards(RunningPlane plane, Plane name, Request request)
      throws IOException, InterruptedException {
    return bench
        .trial()
        .measure(
            plane, request.atRest(), plan.unplayed(name, request.target()), progress.of("after"));
  }

  /** Makes all well that lives. */
  private static void heal(ChangingPlane plane) {
    plane.recover();
    plane.pods().stream().filter(PodProcess::alive).forEach(PodProcess::recover);
  }

  /** Makes the cluster what it was, with all pods well. */
  private void restore(ChangingPlane plane) throws IOException, InterruptedException {
    heal(plane);
    plane.populate(beginning.manifests(), casting(plan.mesh()));
    plane.follow(beginning.manifests());
  }

  private PodAssignment casting(Mesh mesh) {
    return plan.settings().casting(mesh);
  }
}
