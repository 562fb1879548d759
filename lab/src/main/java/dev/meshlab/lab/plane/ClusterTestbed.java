package dev.meshlab.lab.plane;

import dev.meshlab.lab.cast.PodAssignment;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.cluster.Cluster;
import dev.meshlab.lab.cluster.ClusterFailed;
import dev.meshlab.lab.cluster.ClusterObject;
import dev.meshlab.lab.cluster.OwnNamespaces;
import dev.meshlab.lab.cluster.PodsWanted;
import dev.meshlab.lab.cluster.Rollout;
import dev.meshlab.lab.cluster.Waiting;
import dev.meshlab.lab.fleet.PodLedger;
import dev.meshlab.lab.fleet.PodSwitch;
import dev.meshlab.lab.ledger.MeteredPods;
import dev.meshlab.lab.ledger.PodLedgers;
import dev.meshlab.lab.prediction.PodLabels;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The pods of the manifests in a cluster, with what leads to them, and their ledgers. Belongs to
 * one thread.
 */
public final class ClusterTestbed implements PodLedgers, AutoCloseable {

  private final Cluster cluster;
  private final OwnNamespaces namespaces;
  private final ServedPods served;
  private Cast asked;
  private int jobs;
  private ClusterSight seen;

  /**
   * The pods that are wanted.
   *
   * @param manifests that are applied
   * @param casting which pods are played
   * @param targets what is called
   */
  public record Cast(
      ClusterManifests manifests, Function<Mesh, PodAssignment> casting, List<Target> targets) {

    public Cast {
      targets = List.copyOf(targets);
    }
  }

  private ClusterTestbed(Cluster cluster, OwnNamespaces namespaces, Cast asked) {
    this.cluster = cluster;
    this.namespaces = namespaces;
    this.asked = asked;
    this.served = new ServedPods(cluster);
    this.seen = ClusterSight.of(cluster, asked);
    served.follow(seen, asked.manifests());
  }

  /**
   * Applies manifests to namespaces of their own, and returns when their pods are ready.
   *
   * @param keep whether everything is to stay in the cluster when this is closed, or fails
   */
  public static ClusterTestbed start(
      Cluster cluster, Cast asked, boolean keep, Waiting waiting, Progress progress)
      throws InterruptedException {
    ClusterManifests manifests = asked.manifests();
    OwnNamespaces namespaces = new OwnNamespaces(cluster, keep, waiting);
    try {
      progress.now("applying manifests");
      for (Map.Entry<String, Map<String, String>> each : manifests.namespaces().entrySet()) {
        namespaces.make(each.getKey(), each.getValue());
      }
      for (ClusterObject object : manifests.objects()) {
        object.apply(cluster);
      }
      awaitPods(cluster, manifests, waiting, progress);
      return new ClusterTestbed(cluster, namespaces, asked);
    } catch (InterruptedException | RuntimeException e) {
      if (!keep) {
        progress.now("removing what was made");
      }
      try {
        namespaces.close();
      } catch (RuntimeException left) {
        e.addSuppressed(left);
      }
      throw e;
    }
  }

  /** True if these pods, and perhaps more, are what is wanted next. */
  public boolean serves(Cast next) {
    return asked.manifests().areWithin(next.manifests());
  }

  /** Applies other manifests over the same pods, and removes what they do not have any more. */
  public void follow(Cast next, Waiting waiting, Progress progress) throws InterruptedException {
    progress.now("applying manifests");
    List<ClusterObject> there = asked.manifests().objects();
    List<ClusterObject> wanted = next.manifests().objects();
    there.stream()
        .filter(each -> wanted.stream().noneMatch(each::isInPlaceOf))
        .forEach(each -> each.remove(cluster));
    for (ClusterObject each : wanted) {
      if (there.stream().noneMatch(each::isInPlaceOf)) {
        each.apply(cluster);
      } else if (!there.contains(each)) {
        each.replace(cluster);
      }
    }
    awaitPods(cluster, next.manifests(), waiting, progress);
    asked = next;
    look();
  }

  /** Sees which pods there are now, after some have come or gone. */
  public void look() {
    seen = ClusterSight.of(cluster, asked);
    served.follow(seen, asked.manifests());
  }

  private static void awaitPods(
      Cluster cluster, ClusterManifests manifests, Waiting waiting, Progress progress)
      throws InterruptedException {
    Rollout rollout = new Rollout(cluster, waiting);
    try {
      for (Map.Entry<String, List<PodsWanted>> each : manifests.pods().entrySet()) {
        rollout.await(
            each.getKey(), each.getValue(), howFar -> progress.now("waiting for pods", howFar));
      }
    } catch (ClusterFailed failed) {
      throw PushRefusal.orElse(failed, cluster, ClusterSight.live(cluster, manifests));
    }
  }

  /** Turns all switches of a pod on. */
  public void recover(String uuid) {
    for (PodSwitch each : PodSwitch.values()) {
      turn(uuid, each, true);
    }
  }

  /** Turns a switch of a pod. */
  public void turn(String uuid, PodSwitch which, boolean on) {
    served.turn(uuid, which, on);
  }

  /** The name of a Job that none before it had: the pod of one that was removed ends slowly. */
  String nextJob() {
    return "calls-" + ++jobs;
  }

  /** The manifests as they live in the cluster. */
  public ManifestSet live() {
    return seen.live();
  }

  /** The predictions for a caller there. */
  PlanePredictors predictors(ClientWorkload caller) {
    return new PlanePredictors(
        seen.live(), caller, new Unhonoured(seen.live(), caller), seen.placement());
  }

  /** The UUIDs of the pods by their addresses. */
  Map<String, String> uuidByIp() {
    return seen.uuids(Pod::ip);
  }

  @Override
  public SortedMap<String, @Nullable PodLedger> read() throws InterruptedException {
    return served.read();
  }

  @Override
  public Map<String, Integer> metricsPorts() {
    return served.metricsPorts();
  }

  /**
   * The same reports.
   *
   * @param pages whether metrics pages are read, too, and what Prometheus has scraped of them
   */
  public PodLedgers metered(boolean pages, Waiting waiting, Progress progress)
      throws InterruptedException {
    if (!pages) {
      return this;
    }
    Map<String, String> uuids = seen.uuids(pod -> pod.namespace() + "/" + pod.name());
    return new MeteredPods(this, ScrapedPods.of(cluster, uuids, waiting, progress));
  }

  @Override
  public long refused() {
    return served.refused();
  }

  @Override
  public PodLabels labels() {
    return seen.placement().labels();
  }

  @Override
  public Set<String> behind(Target target) {
    return seen.placement().behind(Mesh.of(seen.live()), target);
  }

  @Override
  public Optional<String> lost() {
    return seen.pods().lost(cluster);
  }

  @Override
  public void close() {
    try {
      served.close();
    } finally {
      namespaces.close();
    }
  }
}
