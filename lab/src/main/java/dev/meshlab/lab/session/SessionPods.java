package dev.meshlab.lab.session;

import dev.meshlab.lab.anatomy.PodAnatomy;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.LiveDeployment;
import dev.meshlab.lab.cluster.OwnNamespaces;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.failure.BadInput;
import dev.meshlab.lab.plane.ClusterGateway;
import dev.meshlab.lab.plane.ClusterManifests;
import dev.meshlab.lab.plane.ClusterTestbed;
import dev.meshlab.lab.plane.Progress;
import dev.meshlab.lab.run.Plan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pods of a session, which stay from mesh to mesh as long as they can. */
final class SessionPods {

  private final Cluster cluster;
  private final String serverImage;
  private final Waiting waiting;
  private @Nullable ClusterTestbed testbed;
  private boolean withinReach;

  /**
   * @param serverImage of stand-ins
   */
  SessionPods(Cluster cluster, String serverImage, Waiting waiting) {
    this.cluster = cluster;
    this.serverImage = serverImage;
    this.waiting = waiting;
  }

  /**
   * The pods of a mesh: those that are there, if they are the same.
   *
   * @param gateway that is to be there, too
   * @param killable whether the processes of pods are to be within reach
   */
  ClusterTestbed of(
      Plan plan, Optional<ClusterGateway> gateway, boolean killable, Progress progress)
      throws InterruptedException {
    ClusterManifests manifests = manifests(plan, killable);
    gateway.ifPresent(manifests::add);
    ClusterTestbed.Cast next = cast(plan, manifests);
    ClusterTestbed there = testbed;
    if (there != null && there.serves(next)) {
      there.follow(next, waiting, progress);
      return there;
    }
    remove();
    OwnNamespaces.check(cluster, manifests.namespaces().keySet());
    ClusterTestbed started = ClusterTestbed.start(cluster, next, false, waiting, progress);
    testbed = started;
    withinReach = killable;
    return started;
  }

  private ClusterManifests manifests(Plan plan, boolean killable) {
    ClusterManifests manifests =
        new ClusterManifests(
            plan.manifests(), plan.client(), plan.casting(), plan.targets(), serverImage);
    if (killable) {
      manifests.shareProcesses();
    }
    return manifests;
  }

  private static ClusterTestbed.Cast cast(Plan plan, ClusterManifests manifests) {
    return new ClusterTestbed.Cast(manifests, plan.settings()::casting, plan.targets());
  }

  /** The containers of the pods of workloads, by the workload. */
  Map<String, List<PodAnatomy>> anatomies(Plan plan, Set<String> workloads, Progress progress)
      throws InterruptedException {
    ClusterTestbed unused = of(plan, Optional.empty(), false, progress);
    LiveWorkloads live = new LiveWorkloads(cluster, plan.mesh(), waiting);
    Map<String, List<PodAnatomy>> byWorkload = new LinkedHashMap<>();
    for (String workload : workloads) {
      LiveDeployment.Listed listed = live.deployment(workload).listed();
      byWorkload.put(
          workload,
          listed.pods().stream().map(pod -> PodAnatomy.of(pod, listed.template())).toList());
    }
    return byWorkload;
  }

  /**
   * Applies the rules of another mesh over the pods that are there.
   *
   * @throws BadInput if it has other pods
   */
  void follow(Plan plan) throws InterruptedException {
    ClusterTestbed there = testbed;
    ClusterTestbed.Cast next = cast(plan, manifests(plan, withinReach));
    if (there == null || !there.serves(next)) {
      throw new BadInput(
          "a change applies other workloads; it can apply rules, and for pods there are the other"
              + " changes");
    }
    there.follow(next, waiting, (doing, howFar) -> {});
  }

  /** Removes all that was made. */
  void remove() {
    ClusterTestbed there = testbed;
    if (there != null) {
      there.close();
      testbed = null;
    }
  }
}
