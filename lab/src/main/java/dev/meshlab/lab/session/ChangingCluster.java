package dev.meshlab.lab.session;

import dev.meshlab.lab.cluster.LiveDeployment;
import dev.meshlab.lab.cluster.LiveDeployment.Member;
import dev.meshlab.lab.failure.Broken;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.prediction.PodLabels;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The workloads and rules of a run in a cluster, which are changed under its calls. */
final class ChangingCluster {

  private final LiveWorkloads workloads;
  private final ClusterTestbed testbed;
  private final PodNames names;
  private final ChangingRules rules;

  /** The pods that each workload that was changed is to have in the end. */
  private final Map<LiveDeployment, Integer> changed = new LinkedHashMap<>();

  /** The workloads of whose pods some were turned off. */
  private final Set<LiveDeployment> ill = new HashSet<>();

  /**
   * @param names of the first pods
   */
  ChangingCluster(
      LiveWorkloads workloads, ClusterTestbed testbed, PodNames names, ChangingRules rules) {
    this.workloads = workloads;
    this.testbed = testbed;
    this.names = names;
    this.rules = rules;
  }

  /** The names of the pods that there are now. */
  PodLabels labels() {
    return names.played(testbed.labels());
  }

  /** Makes a change, and returns when it is done. */
  void make(Change change, Recorder recorder) throws InterruptedException {
    if (change instanceof Change.Scale scale) {
      scale(scale, recorder);
    } else if (change instanceof Change.Restart restart) {
      restart(restart, recorder);
    } else if (change instanceof Change.Delete delete) {
      delete(delete.workload(), recorder);
    } else if (change instanceof Change.Kill kill) {
      kill(kill.workload(), recorder);
    } else if (change instanceof Change.Turn turn) {
      turn(turn, recorder);
    } else if (change instanceof Change.Apply apply) {
      recorder.change(String.join(", ", apply.manifests()) + " is applied", Set.of());
      rules.apply(apply.manifests());
    } else {
      throw new IllegalArgumentException(change + " is not for a cluster");
    }
  }

  private void scale(Change.Scale scale, Recorder recorder) throws InterruptedException {
    LiveDeployment deployment = workloads.deployment(scale.workload());
    int wanted = scale.replicas();
    List<Member> before = staying(deployment.pods());
    changed.put(deployment, wanted);
    deployment.scale(wanted);
    if (wanted == before.size()) {
      recorder.change("%s has %d pods already".formatted(scale.workload(), wanted), Set.of());
    } else if (wanted > before.size()) {
      recorder.event("%s is to have %d pods".formatted(scale.workload(), wanted));
      List<Member> come =
          without(
              before,
              staying(deployment.await("of %d ready pods".formatted(wanted), ready(wanted))));
      recorder.change(names(come) + (come.size() == 1 ? " is ready" : " are ready"), uids(come));
    } else {
      List<Member> going =
          deployment
              .await(
                  "of %d pods".formatted(wanted),
                  pods -> pods.stream().filter(pod -> !pod.going()).count() <= wanted)
              .stream()
              .filter(Member::going)
              .toList();
      recorder.change(
          names(going) + (going.size() == 1 ? " is deleted" : " are deleted"), uids(going));
    }
  }

  private void restart(Change.Restart restart, Recorder recorder) throws InterruptedException {
    LiveDeployment deployment = workloads.deployment(restart.workload());
    List<Member> before = deployment.pods();
    int count = staying(before).size();
    changed.put(deployment, count);
    recorder.change("the restart of " + restart.workload() + " begins", uids(before));
    deployment.restart();
    List<Member> come =
        deployment.await(
            "of new pods alone",
            pods -> ready(count).test(pods) && without(before, pods).equals(pods));
    recorder.event("the pods are now " + names(come));
  }

  private void delete(String workload, Recorder recorder) throws InterruptedException {
    LiveDeployment deployment = workloads.deployment(workload);
    List<Member> before = staying(deployment.pods());
    Member victim = busiest(before, recorder);
    changed.put(deployment, before.size());
    deployment.delete(victim);
    recorder.change(names(List.of(victim)) + " is deleted", Set.of(victim.uid()));
    List<Member> come =
        deployment.await(
            "of %d ready pods again".formatted(before.size()),
            pods -> !without(before, staying(pods)).isEmpty() && ready(before.size()).test(pods));
    recorder.event(names(without(before, staying(come))) + " is ready");
  }

  private void kill(String workload, Recorder recorder) throws InterruptedException {
    LiveDeployment deployment = workloads.deployment(workload);
    List<Member> before = staying(deployment.pods());
    Member victim = busiest(before, recorder);
    changed.put(deployment, before.size());
    deployment.kill(
        victim, () -> recorder.change(names(List.of(victim)) + " is killed", Set.of(victim.uid())));
    List<Member> unused =
        deployment.await(
            "of pods of which one was started again",
            pods -> pods.stream().anyMatch(victim::wasRestartedAs));
    recorder.event(names(List.of(victim)) + " was started again");
  }

  /** Pods that are turned on are not struck: those that were turned off were. */
  private void turn(Change.Turn turn, Recorder recorder) {
    LiveDeployment deployment = workloads.deployment(turn.workload());
    List<Member> all = staying(deployment.pods());
    List<Member> pods = turn.on() ? all : List.of(busiest(all, recorder));
    ill.add(deployment);
    pods.forEach(pod -> testbed.turn(pod.uid(), turn.what(), turn.on()));
    recorder.change(names(pods) + ": " + turn.words(), turn.on() ? Set.of() : uids(pods));
  }

  private static Member busiest(List<Member> pods, Recorder recorder) {
    return recorder
        .busiest(pods.stream().filter(pod -> !pod.going()).toList(), Member::uid)
        .orElseThrow(() -> new Broken("the workload has no pod any more"));
  }

  /** Returns when pods that are going are gone, with the names of those that have come. */
  void settle(Recorder recorder) throws InterruptedException {
    settle();
    recorder.name(labels());
  }

  private void settle() throws InterruptedException {
    for (Map.Entry<LiveDeployment, Integer> each : changed.entrySet()) {
      int count = each.getValue();
      List<Member> unused =
          each.getKey()
              .await(
                  "of %d pods".formatted(count),
                  pods -> pods.size() == count && ready(count).test(pods));
    }
    testbed.look();
  }

  /** Gives the workloads as many pods as the manifests have, and the rules and health of before. */
  void restore(Progress progress) throws InterruptedException {
    progress.now("restoring");
    rules.restore();
    for (LiveDeployment each : ill) {
      for (Member pod : each.pods()) {
        testbed.recover(pod.uid());
      }
      changed.putIfAbsent(each, 0);
    }
    ill.clear();
    workloads
        .replicas()
        .forEach(
            (each, replicas) -> {
              if (changed.containsKey(each)) {
                each.scale(replicas);
                changed.put(each, replicas);
              }
            });
    settle();
  }

  /** Those that are not being deleted. */
  private static List<Member> staying(List<Member> pods) {
    return pods.stream().filter(pod -> !pod.going()).toList();
  }

  private static Predicate<List<Member>> ready(int count) {
    return pods -> pods.stream().filter(Member::ready).count() >= count;
  }

  private static List<Member> without(List<Member> before, List<Member> pods) {
    Set<String> old = uids(before);
    return pods.stream().filter(pod -> !old.contains(pod.uid())).toList();
  }

  private static Set<String> uids(List<Member> pods) {
    return pods.stream().map(Member::uid).collect(Collectors.toSet());
  }

  private String names(List<Member> pods) {
    return pods.stream()
        .map(pod -> names.played(pod.name()))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
