package dev.meshlab.lab.controller;

import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Place;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.plane.ChangingPlane;
import dev.meshlab.mesh.manifest.ManifestSet;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A cluster that makes changes as Kubernetes does, step by step: its controllers replace pods, its
 * kubelet watches them, and what Services lead to follows. Belongs to one thread.
 */
public final class PlayedCluster {

  private final ChangingPlane plane;
  private final Recorder recorder;
  private final PlayedPods pods;
  private final DeploymentController deployments;
  private final NodeController nodes = new NodeController(System::nanoTime);
  private final Kubelet kubelet = new Kubelet();

  /**
   * @param plane on which calls are made
   * @param state that the pods of the plane are in
   * @param recorder gets what happens
   */
  public PlayedCluster(
      ChangingPlane plane, Casting casting, ClusterState state, Recorder recorder) {
    this.plane = plane;
    this.recorder = recorder;
    this.pods = new PlayedPods(plane, casting, nodes, state, recorder);
    this.deployments = new DeploymentController(pods, recorder);
  }

  /**
   * Makes a change, and returns when calls see all that is part of it.
   *
   * @param files reads manifests by their names
   */
  public void make(Change change, Function<List<String>, ManifestSet> files)
      throws IOException, InterruptedException {
    if (change instanceof Change.Scale scale) {
      deployments.scale(scale.workload(), scale.replicas());
    } else if (change instanceof Change.Delete delete) {
      deployments.replace(delete.workload(), busiest(delete.workload()));
    } else if (change instanceof Change.Restart restart) {
      deployments.restart(restart.workload());
    } else if (change instanceof Change.Kill kill) {
      kill(busiest(kill.workload()));
    } else if (change instanceof Change.Turn turn) {
      turn(turn);
    } else if (change instanceof Change.Lose lose) {
      lose(lose);
    } else if (change instanceof Change.Apply apply) {
      recorder.change(String.join(", ", apply.manifests()) + " is applied", Set.of());
      pods.publish(pods.state().applied(files.apply(apply.manifests())));
    } else if (change instanceof Change.Disconnect) {
      plane.disconnect();
      recorder.change("the client's connections end", Set.of());
    } else {
      throw new IllegalArgumentException(change + " is not for this machine");
    }
  }

  private PodProcess busiest(String workload) {
    return pods.busiest(workload)
        .orElseThrow(() -> new Broken("no pod of the workload " + workload + " is alive"));
  }

  private void kill(PodProcess victim) {
    victim.kill();
    recorder.change(PlayedPods.name(victim) + " is killed", Set.of(victim.uuid()));
  }

  /** Pods that are turned on are not struck: those that were turned off were. */
  private void turn(Change.Turn turn) {
    List<PodProcess> turned =
        turn.on() ? pods.alive(turn.workload()) : List.of(busiest(turn.workload()));
    turned.forEach(pod -> pod.turn(turn.what(), turn.on()));
    recorder.change(
        PlayedPods.names(turned) + ": " + turn.words(),
        turn.on() ? Set.of() : PlayedPods.uuids(turned));
  }

  private void lose(Change.Lose lose) throws IOException, InterruptedException {
    Set<String> ips = ClusterState.addresses(new Place(lose.place()).pods(pods.mesh()));
    List<PodProcess> gone = pods.at(ips);
    nodes.lose(lose, ips);
    recorder.change(
        lose.place() + " is lost, with " + PlayedPods.names(gone), PlayedPods.uuids(gone));
    plane.lose(ips);
  }

  /** Sees what has become of the pods, and acts on it. */
  public void look() throws IOException, InterruptedException {
    for (NodeController.Loss loss : nodes.look()) {
      recorder.event("the control plane takes the endpoints of " + loss.place() + " away");
      takeAway(loss);
    }
    for (Kubelet.Sighting sighting :
        kubelet.look(pods.onNodes(), ReadinessProbe.byAddress(pods.mesh()))) {
      PodProcess pod = sighting.pod();
      switch (sighting.what()) {
        case READY -> ready(pod, true);
        case NOT_READY -> ready(pod, false);
        case ENDED -> startAgain(pod);
      }
    }
  }

  /** Lets the kubelet and the control plane notice what they would notice after the calls. */
  public void settle() throws IOException, InterruptedException {
    for (Kubelet.Sighting ended : kubelet.lookForEnded(pods.onNodes())) {
      startAgain(ended.pod());
    }
    for (NodeController.Loss loss : nodes.lookAhead()) {
      takeAway(loss);
    }
  }

  private void takeAway(NodeController.Loss loss) throws IOException, InterruptedException {
    pods.become(pods.state().without(loss.ips()));
  }

  private void ready(PodProcess pod, boolean ready) throws IOException, InterruptedException {
    recorder.event(PlayedPods.name(pod) + (ready ? " is ready" : " is not ready"));
    pods.publish(pods.state().withReadiness(pod.spec().ip(), ready));
  }

  private void startAgain(PodProcess pod) throws IOException, InterruptedException {
    ready(pod, false);
    pods.populate(pods.state());
    recorder.event(PlayedPods.name(pod) + " was started again, and is ready");
    pods.publish(pods.state().withReadiness(pod.spec().ip(), true));
  }
}
