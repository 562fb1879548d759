package dev.meshlab.lab.run;

import dev.meshlab.client.load.Load;
import dev.meshlab.client.load.WarmUpLimit;
import dev.meshlab.lab.controller.Casting;
import dev.meshlab.lab.controller.PlayedCluster;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.live.Change.Timed;
import dev.meshlab.lab.live.ChangePlan;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.live.Timeline;
import dev.meshlab.lab.plane.ChangingPlane;
import dev.meshlab.lab.plane.LoadDriver;
import dev.meshlab.lab.plane.LoadUnderWay;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.prediction.Interventions;
import dev.meshlab.lab.prediction.Prediction;
import java.io.IOException;
import java.time.Duration;

/**
 * The calls of one request on one plane, while the cluster changes under them. The load has a
 * thread of its own; all changes are made by the caller's.
 */
final class LiveRun {

  /** The longest time in which pods are not looked at. */
  private static final Duration LOOK = Duration.ofMillis(100);

  private static final Duration CONNECTED = Duration.ofSeconds(20);
  private static final Duration ENDLESS = Duration.ofHours(1);

  private final ChangingPlane plane;
  private final PodLedgers pods;
  private final ChangePlan plan;
  private final Casting casting;
  private final Stop stop;

  LiveRun(ChangingPlane plane, PodLedgers pods, ChangePlan plan, Casting casting, Stop stop) {
    this.plane = plane;
    this.pods = pods;
    this.plan = plan;
    this.casting = casting;
    this.stop = stop;
  }

  /** Runs the load once; the cluster is left as the last change made it. */
  Timeline measure(ClusterState from, Request request, Progress progress)
      throws IOException, InterruptedException {
    try (LoadDriver driver = driver(request)) {
      stop.then(driver::stop);
      connect(driver, request);
      Interventions before = interventions(request);
      Recorder recorder = new Recorder();
      recorder.name(pods.labels());
      PlayedCluster cluster = new PlayedCluster(plane, casting, from, recorder);
      LoadUnderWay load =
          LoadUnderWay.start(driver, Timeline.STRETCH, recorder::add, recorder::end);
      recorder.awaitBegin();
      for (Timed change : plan.changes()) {
        progress.now("under way", change.after().toMillis() + " ms");
        watch(cluster, load, recorder, change.after());
        if (load.isDone()) {
          break;
        }
        cluster.make(change.what(), plan.files());
      }
      watch(cluster, load, recorder, plan.end(request.load().duration(), recorder.now()));
      cluster.settle();
      driver.stop();
      load.await(ENDLESS);
      plane
          .now()
          .broken()
          .ifPresent(
              what -> {
                throw new Broken(what);
              });
      return recorder.timeline(interventions(request).since(before));
    }
  }

  private LoadDriver driver(Request request) throws IOException, InterruptedException {
    Load load = endless(request.load());
    return plan.isDisconnecting()
        ? plane.severable(request.target(), load)
        : plane.now().driver(request.target(), load, WarmUpLimit.OFF);
  }

  private Interventions interventions(Request request) throws InterruptedException {
    plane.now().awaitIdle(request.target());
    return plane.now().interventions(request.target());
  }

  /** As long as the changes take; a machine may be busy. */
  private static Load endless(Load load) {
    return load.toBuilder().duration(ENDLESS).build();
  }

  private void connect(LoadDriver driver, Request request) throws InterruptedException {
    Prediction before = request.predicted(plane.now().predictor(), pods.labels());
    int servers = before.serversOfOneConnection();
    if (servers > 0 && driver.connect(servers, CONNECTED)) {
      plane.now().awaitInForce();
    }
  }

  /** Looks at the pods until a time after the first call, or until the load is over. */
  private static void watch(
      PlayedCluster cluster, LoadUnderWay load, Recorder recorder, Duration until)
      throws IOException, InterruptedException {
    while (!load.isDone() && recorder.now().compareTo(until) < 0) {
      cluster.look();
      Duration left = until.minus(recorder.now());
      load.await(left.compareTo(LOOK) < 0 ? left : LOOK);
    }
  }
}
