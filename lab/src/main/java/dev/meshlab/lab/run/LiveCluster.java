package dev.meshlab.lab.run;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Kubelet;
import dev.meshlab.lab.live.NodeController;
import dev.meshlab.lab.live.Place;
import dev.meshlab.lab.live.ReadinessProbe;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.plane.ChangingPlane;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cluster that makes changes as Kubernetes does, step by step: its Deployments replace pods, its
 * kubelet watches them, and what Services lead to follows. Belongs to one thread.
 */
final class LiveCluster {

  private final ChangingPlane plane;
  private final Casting casting;
  private final Recorder recorder;
  private final Kubelet kubelet = new Kubelet();
  private final NodeController nodes = new NodeController(System::nanoTime);
  private ClusterState state;

  /** Gives each pod of a mesh its role. */
  @FunctionalInterface
  interface Casting extends Function<Mesh, PodAssignment> {}

  LiveCluster(ChangingPlane plane, Casting casting, ClusterState state, Recorder recorder) {
    this.plane = plane;
    this.casting = casting;
    this.state = state;
    this.recorder = recorder;
  }

  /** The cluster as it is now. */
  ClusterState state() {
    return state;
  }

  /**
   * Makes a change, and returns when calls see all that is part of it.
   *
   * @param files reads manifests by their names
   */
  void make(Change change, Function<List<String>, ManifestSet> files)
      throws IOException, InterruptedException {
    if (change instanceof Change.Scale scale) {
      scale(scale);
    } else if (change instanceof Change.Kill kill) {
      PodProcess victim = busiest(kill.workload());
      victim.kill();
      recorder.change(name(victim) + " is killed", Set.of(victim.uuid()));
    } else if (change instanceof Change.Delete delete) {
      PodProcess victim = busiest(delete.workload());
      recorder.change(name(victim) + " is deleted", Set.of(victim.uuid()));
      leave(delete.workload(), victim.spec().ip());
      recorder.event(grow(delete.workload(), 1) + " is ready");
      plane.follow(state.manifests());
    } else if (change instanceof Change.Restart restart) {
      restart(restart.workload());
    } else if (change instanceof Change.Turn turn) {
      turn(turn);
    } else if (change instanceof Change.Lose lose) {
      lose(lose);
    } else if (change instanceof Change.Disconnect) {
      plane.disconnect();
      recorder.change("the client's connections end", Set.of());
    } else if (change instanceof Change.Apply apply) {
      state = state.applied(files.apply(apply.manifests()));
      recorder.change(String.join(", ", apply.manifests()) + " is applied", Set.of());
      plane.follow(state.manifests());
    } else {
      throw new IllegalArgumentException(change + " is not for this machine");
    }
  }

  /** Sees what has become of the pods, and acts on it. */
  void look() throws IOException, InterruptedException {
    for (NodeController.Loss loss : nodes.look()) {
      recorder.event("the control plane takes the endpoints of " + loss.place() + " away");
      takeAway(loss);
    }
    Map<String, ReadinessProbe> probes = ReadinessProbe.byAddress(Mesh.of(state.manifests()));
    for (Kubelet.Sighting sighting : kubelet.look(running(), probes)) {
      PodProcess pod = sighting.pod();
      switch (sighting.what()) {
        case READY -> ready(pod, true);
        case NOT_READY -> ready(pod, false);
        case ENDED -> startAgain(pod);
      }
    }
  }

  /** Lets the kubelet and the control plane notice what they would notice after the calls. */
  void settle() throws IOException, InterruptedException {
    for (Kubelet.Sighting ended : kubelet.lookForEnded(running())) {
      startAgain(ended.pod());
    }
    for (NodeController.Loss loss : nodes.lookAhead()) {
      takeAway(loss);
    }
  }

  private void takeAway(NodeController.Loss loss) throws IOException, InterruptedException {
    state = state.without(loss.ips());
    populate();
    plane.follow(state.manifests());
  }

  private void lose(Change.Lose lose) throws IOException, InterruptedException {
    Set<String> ips =
        ClusterState.addresses(new Place(lose.place()).pods(Mesh.of(state.manifests())));
    List<PodProcess> pods =
        plane.pods().stream().filter(pod -> ips.contains(pod.spec().ip())).toList();
    nodes.lose(lose, ips);
    recorder.change(lose.place() + " is lost, with " + names(pods), uuids(pods));
    plane.lose(ips);
  }

  private void ready(PodProcess pod, boolean ready) throws IOException, InterruptedException {
    state = state.withReadiness(pod.spec().ip(), ready);
    recorder.event(name(pod) + (ready ? " is ready" : " is not ready"));
    plane.follow(state.manifests());
  }

  private void startAgain(PodProcess pod) throws IOException, InterruptedException {
    ready(pod, false);
    populate();
    state = state.withReadiness(pod.spec().ip(), true);
    recorder.event(name(pod) + " was started again, and is ready");
    plane.follow(state.manifests());
  }

  private void scale(Change.Scale scale) throws IOException, InterruptedException {
    Set<String> before = ips(scale.workload());
    int more = scale.replicas() - before.size();
    if (more > 0) {
      String ready = grow(scale.workload(), more);
      recorder.change(ready + (more == 1 ? " is ready" : " are ready"), uuidsBeside(before));
      plane.follow(state.manifests());
    } else if (more < 0) {
      state = state.scaled(scale.workload(), scale.replicas());
      Set<String> left = ips(scale.workload());
      List<PodProcess> going =
          plane.pods().stream()
              .filter(pod -> before.contains(pod.spec().ip()) && !left.contains(pod.spec().ip()))
              .toList();
      recorder.change(names(going) + (more == -1 ? " is deleted" : " are deleted"), uuids(going));
      populate();
      plane.follow(state.manifests());
    } else {
      recorder.change(
          "%s has %d pods already".formatted(scale.workload(), scale.replicas()), Set.of());
    }
  }

  private void restart(String workload) throws IOException, InterruptedException {
    List<PodProcess> old = processes(workload);
    recorder.change("the restart of " + workload + " begins", uuids(old));
    for (PodProcess pod : old) {
      String ready = grow(workload, 1);
      plane.follow(state.manifests());
      recorder.event(ready + " is ready, " + name(pod) + " is deleted");
      leave(workload, pod.spec().ip());
    }
  }

  /** Pods that are turned on are not struck: those that were turned off were. */
  private void turn(Change.Turn turn) {
    List<PodProcess> pods =
        turn.on() ? processes(turn.workload()) : List.of(busiest(turn.workload()));
    pods.forEach(pod -> pod.turn(turn.what(), turn.on()));
    recorder.change(names(pods) + ": " + turn.words(), turn.on() ? Set.of() : uuids(pods));
  }

  /** Takes a pod away: it drains, and Services do not lead to it any more. */
  private void leave(String workload, String ip) throws IOException, InterruptedException {
    state = state.without(workload, ip);
    populate();
    plane.follow(state.manifests());
  }

  /** Starts more pods, to which nothing leads yet; returns their names. */
  private String grow(String workload, int more) throws IOException, InterruptedException {
    Set<String> before = ips(workload);
    state = state.scaled(workload, before.size() + more);
    populate();
    return plane.pods().stream()
        .filter(pod -> ips(workload).contains(pod.spec().ip()))
        .filter(pod -> !before.contains(pod.spec().ip()))
        .map(LiveCluster::name)
        .collect(Collectors.joining(", "));
  }

  private void populate() throws IOException, InterruptedException {
    plane.populate(state.manifests(), casting.apply(Mesh.of(state.manifests())));
    recorder.name(plane.labels());
  }

  private PodProcess busiest(String workload) {
    return recorder
        .busiest(processes(workload), PodProcess::uuid)
        .orElseThrow(() -> new BadInput("the workload " + workload + " has no pod"));
  }

  private List<PodProcess> processes(String workload) {
    Set<String> ips = ips(workload);
    return running().stream().filter(pod -> ips.contains(pod.spec().ip())).toList();
  }

  /** The pods whose nodes are there. */
  private List<PodProcess> running() {
    return plane.pods().stream().filter(pod -> !nodes.hasLost(pod.spec().ip())).toList();
  }

  private Set<String> ips(String workload) {
    return state.pods(workload).stream().map(Pod::ip).collect(Collectors.toSet());
  }

  private Set<String> uuidsBeside(Set<String> ips) {
    return uuids(plane.pods().stream().filter(pod -> !ips.contains(pod.spec().ip())).toList());
  }

  private static Set<String> uuids(List<PodProcess> pods) {
    return pods.stream().map(PodProcess::uuid).collect(Collectors.toSet());
  }

  private static String names(List<PodProcess> pods) {
    return pods.stream().map(LiveCluster::name).collect(Collectors.joining(", "));
  }

  private static String name(PodProcess pod) {
    return pod.spec().name();
  }
}
