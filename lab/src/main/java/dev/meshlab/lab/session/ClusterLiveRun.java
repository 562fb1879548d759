package dev.meshlab.lab.session;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.plane.ClusterPlane;
import dev.meshlab.lab.plane.LoadDriver;
import dev.meshlab.lab.plane.LoadUnderWay;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.run.Request;
import dev.meshlab.lab.run.Stop;
import java.time.Duration;

/**
 * The calls of one request in a cluster, while it changes under them. A change takes the time that
 * the cluster needs, and so do the calls: between the changes, and after the last one, as much time
 * passes as the request has.
 */
final class ClusterLiveRun {

  /** The time that a client may have, whatever becomes of this program. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  /** The time after the last change in which a busy node tells all, and calls show it. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  private final ClusterPlane plane;
  private final ChangingCluster cluster;
  private final WarmUpLimit warmUp;
  private final Stop stop;

  ClusterLiveRun(ClusterPlane plane, ChangingCluster cluster, WarmUpLimit warmUp, Stop stop) {
    this.plane = plane;
    this.cluster = cluster;
    this.warmUp = warmUp;
    this.stop = stop;
  }

  /** Runs the load once; the cluster is left as the last change made it. */
  Timeline measure(Request request, ChangePlan plan, Progress progress)
      throws InterruptedException {
    progress.now("starting the client");
    Load endless = request.load().toBuilder().calls(0).duration(LONGEST).build();
    try (LoadDriver driver = plane.driver(request.target(), endless, warmUp, Timeline.STRETCH)) {
      stop.then(driver::stop);
      boolean unused = driver.warmUp();
      Interventions before = plane.interventions(request.target());
      Recorder recorder = new Recorder();
      recorder.name(cluster.labels());
      LoadUnderWay load =
          LoadUnderWay.start(driver, Timeline.STRETCH, recorder::add, recorder::end);
      recorder.awaitBegin();
      Duration last = Duration.ZERO;
      for (Timed change : plan.changes()) {
        load.await(change.after().minus(last));
        progress.now("changing the cluster");
        cluster.make(change.what(), recorder);
        last = change.after();
      }
      progress.now("under way");
      Duration now = recorder.now();
      Duration left = plan.end(request.load().duration(), now).minus(now);
      load.await(left.compareTo(LEAST) < 0 ? LEAST : left);
      Interventions counted = plane.interventions(request.target()).since(before);
      driver.stop();
      load.await(LONGEST);
      cluster.settle(recorder);
      return recorder.timeline(counted);
    }
  }
}
