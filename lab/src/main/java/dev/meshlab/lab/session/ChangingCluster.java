package dev.meshlab.lab.session;

import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.LiveDeployment;
import dev.meshlab.lab.cluster.LiveDeployment.Member;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.live.Change;
import dev.meshlab.lab.live.Recorder;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The workloads of a run in a cluster, which are changed under its calls. */
final class ChangingCluster {

  private final Cluster cluster;
  private final ClusterTestbed testbed;
  private final PodNames names;
  private final Mesh written;
  private final Waiting waiting;

  /** The pods that each workload that was changed is to have in the end. */
  private final Map<LiveDeployment, Integer> changed = new LinkedHashMap<>();

  /**
   * @param names of the first pods
   * @param written the mesh as the manifests have it
   */
  ChangingCluster(
      Cluster cluster, ClusterTestbed testbed, PodNames names, Mesh written, Waiting waiting) {
    this.cluster = cluster;
    this.testbed = testbed;
    this.names = names;
    this.written = written;
    this.waiting = waiting;
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
    } else {
      throw new IllegalArgumentException(change + " is not for a cluster");
    }
  }

  private void scale(Change.Scale scale, Recorder recorder) throws InterruptedException {
    LiveDeployment deployment = deployment(scale.workload());
    int wanted = scale.replicas();
    List<Member> before = deployment.pods();
    changed.put(deployment, wanted);
    deployment.scale(wanted);
    if (wanted > before.size()) {
      recorder.event("%s is to have %d pods".formatted(scale.workload(), wanted));
      List<Member> come =
          without(before, deployment.await("of %d ready pods".formatted(wanted), ready(wanted)));
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
    LiveDeployment deployment = deployment(restart.workload());
    List<Member> before = deployment.pods();
    int count = before.size();
    changed.put(deployment, count);
    recorder.change("the restart of " + restart.workload() + " begins", uids(before));
    deployment.restart();
    List<Member> come =
        deployment.await(
            "of new pods alone",
            pods -> ready(count).test(pods) && without(before, pods).equals(pods));
    recorder.event(names(come) + " are ready, and the pods before them are gone");
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

  /** Gives the workloads as many pods as the manifests have. */
  void restore(Progress progress) throws InterruptedException {
    progress.now("restoring");
    for (Deployment each : written.deployments()) {
      LiveDeployment live = find(each);
      if (changed.containsKey(live)) {
        live.scale(each.replicas());
        changed.put(live, each.replicas());
      }
    }
    settle();
  }

  private LiveDeployment deployment(String workload) {
    return written.deployments().stream()
        .filter(each -> each.name().equals(workload))
        .findFirst()
        .map(this::find)
        .orElseThrow(
            () ->
                new BadInput(
                    "a change names the workload '%s', which the manifests do not have"
                        .formatted(workload)));
  }

  private LiveDeployment find(Deployment workload) {
    return new LiveDeployment(cluster, workload.namespace(), workload.name(), waiting);
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

  private static String names(List<Member> pods) {
    return pods.stream().map(Member::name).sorted().collect(Collectors.joining(", "));
  }
}
