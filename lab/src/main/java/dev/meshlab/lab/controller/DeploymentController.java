package dev.meshlab.lab.controller;

import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Recorder;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The controller that gives a workload the pods that it is to have. Belongs to one thread. */
final class DeploymentController {

  private final PlayedPods pods;
  private final Recorder recorder;

  DeploymentController(PlayedPods pods, Recorder recorder) {
    this.pods = pods;
    this.recorder = recorder;
  }

  /** Gives a workload more pods or fewer, the newest of which leave. */
  void scale(String workload, int replicas) throws IOException, InterruptedException {
    int more = replicas - pods.ips(workload).size();
    if (more > 0) {
      List<PodProcess> come = grow(workload, more);
      recorder.change(
          PlayedPods.names(come) + (more == 1 ? " is ready" : " are ready"),
          PlayedPods.uuids(come));
      pods.publish(pods.state());
    } else if (more < 0) {
      shrink(workload, replicas);
    } else {
      recorder.change("%s has %d pods already".formatted(workload, replicas), Set.of());
    }
  }

  private void shrink(String workload, int replicas) throws IOException, InterruptedException {
    ClusterState next = pods.state().scaled(workload, replicas);
    Set<String> left = ClusterState.addresses(next.pods(workload));
    List<PodProcess> going =
        pods.of(workload).stream().filter(pod -> !left.contains(pod.spec().ip())).toList();
    recorder.change(
        PlayedPods.names(going) + (going.size() == 1 ? " is deleted" : " are deleted"),
        PlayedPods.uuids(going));
    pods.become(next);
  }

  /** Lets another pod take the place of one that is deleted. */
  void replace(String workload, PodProcess deleted) throws IOException, InterruptedException {
    recorder.change(PlayedPods.name(deleted) + " is deleted", Set.of(deleted.uuid()));
    leave(workload, deleted);
    recorder.event(PlayedPods.names(grow(workload, 1)) + " is ready");
    pods.publish(pods.state());
  }

  /** Replaces one pod after the other; each drains once its successor is ready. */
  void restart(String workload) throws IOException, InterruptedException {
    List<PodProcess> old = pods.of(workload);
    recorder.change("the restart of " + workload + " begins", PlayedPods.uuids(old));
    for (PodProcess pod : old) {
      List<PodProcess> come = grow(workload, 1);
      pods.publish(pods.state());
      recorder.event(PlayedPods.names(come) + " is ready, " + PlayedPods.name(pod) + " is deleted");
      leave(workload, pod);
    }
  }

  /** Takes a pod away: it drains, and Services do not lead to it any more. */
  private void leave(String workload, PodProcess pod) throws IOException, InterruptedException {
    pods.become(pods.state().without(workload, pod.spec().ip()));
  }

  /** Starts more pods, to which nothing leads yet. */
  private List<PodProcess> grow(String workload, int more)
      throws IOException, InterruptedException {
    Set<String> before = pods.ips(workload);
    pods.populate(pods.state().scaled(workload, before.size() + more));
    return pods.of(workload).stream().filter(pod -> !before.contains(pod.spec().ip())).toList();
  }
}
