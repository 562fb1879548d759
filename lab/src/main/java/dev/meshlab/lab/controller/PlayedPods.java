package dev.meshlab.lab.controller;

import dev.meshlab.lab.fleet.PodProcess;
import dev.meshlab.lab.live.ClusterState;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.plane.ChangingPlane;
import dev.meshlab.mesh.model.Mesh;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The pods of an imagined cluster, each with its process, and the clients that are led to them.
 * Belongs to one thread.
 */
final class PlayedPods {

  private final ChangingPlane plane;
  private final Casting casting;
  private final NodeController nodes;
  private final Recorder recorder;
  private ClusterState state;

  PlayedPods(
      ChangingPlane plane,
      Casting casting,
      NodeController nodes,
      ClusterState state,
      Recorder recorder) {
    this.plane = plane;
    this.casting = casting;
    this.nodes = nodes;
    this.state = state;
    this.recorder = recorder;
  }

  /** The cluster as it is now. */
  ClusterState state() {
    return state;
  }

  Mesh mesh() {
    return Mesh.of(state.manifests());
  }

  /**
   * Takes over a state of other pods: those that it has not begin to drain, and the new ones serve
   * when this returns. Clients are not led to them yet.
   */
  void populate(ClusterState next) throws IOException, InterruptedException {
    state = next;
    plane.populate(state.manifests(), casting.apply(mesh()));
    recorder.name(plane.labels());
  }

  /** Takes over a state of the same pods, and leads clients as it says. */
  void publish(ClusterState next) throws IOException, InterruptedException {
    state = next;
    plane.follow(state.manifests());
  }

  /** Takes over a state of other pods, and leads clients as it says. */
  void become(ClusterState next) throws IOException, InterruptedException {
    populate(next);
    publish(next);
  }

  /** Those whose nodes are there. */
  List<PodProcess> onNodes() {
    return plane.pods().stream().filter(pod -> !nodes.hasLost(pod.spec().ip())).toList();
  }

  /** Those of some addresses. */
  List<PodProcess> at(Set<String> ips) {
    return onNodes().stream().filter(pod -> ips.contains(pod.spec().ip())).toList();
  }

  List<PodProcess> of(String workload) {
    return at(ips(workload));
  }

  /**
   * Those of a workload that are alive; the kubelet may not have seen the end of the others yet.
   */
  List<PodProcess> alive(String workload) {
    return of(workload).stream().filter(PodProcess::alive).toList();
  }

  /** The one of them that has answered most calls; empty if none is alive. */
  Optional<PodProcess> busiest(String workload) {
    return recorder.busiest(alive(workload), PodProcess::uuid);
  }

  /** The addresses of a workload's pods. */
  Set<String> ips(String workload) {
    return ClusterState.addresses(state.pods(workload));
  }

  static Set<String> uuids(List<PodProcess> pods) {
    return pods.stream().map(PodProcess::uuid).collect(Collectors.toSet());
  }

  static String names(List<PodProcess> pods) {
    return pods.stream().map(PlayedPods::name).collect(Collectors.joining(", "));
  }

  static String name(PodProcess pod) {
    return pod.spec().name();
  }
}
