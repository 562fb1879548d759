package dev.meshlab.lab.controlplane;

import dev.meshlab.lab.controlplane.Liveness.Live;
import dev.meshlab.lab.controlplane.Liveness.Waiting;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The replacement of a group's configuration by another without a lost call: make before break.
 *
 * <ol>
 *   <li>The new clusters and endpoints join the old ones; listeners and routes stay.
 *   <li>Once every client runs that, listeners and routes follow.
 *   <li>Once every client runs that, and asks for none of the clusters that are not needed any
 *       more, those go. A client that asks by name keeps a cluster while a call is on its way there
 *       (gRFC A74).
 * </ol>
 *
 * A step that changes nothing is left out. A refusal ends it where it is, so the old routes keep
 * the clusters to which they lead. Not thread-safe.
 */
final class ConfigRollout {
  private static final Set<XdsType> ALL = EnumSet.allOf(XdsType.class);
  private static final Set<XdsType> CLUSTERS = EnumSet.of(XdsType.CDS, XdsType.EDS);
  private static final Liveness ROUTES_TO_FOLLOW =
      new Waiting(List.of("listeners and routes are to follow"));

  private final AckTracker tracker;
  private final BiConsumer<NodeGroup, Publication> serve;
  private final Map<NodeGroup, Publication> served = new HashMap<>();
  private final Map<NodeGroup, Deque<Publication>> steps = new HashMap<>();

  /**
   * @param serve puts a publication before the clients of a group
   */
  ConfigRollout(AckTracker tracker, BiConsumer<NodeGroup, Publication> serve) {
    this.tracker = tracker;
    this.serve = serve;
  }

  void begin(NodeGroup group, Publication next) {
    Publication before = served.get(group);
    if (before == null || !tracker.isConnected(group)) {
      steps.remove(group);
      serve(group, next);
      return;
    }
    Publication joined = next.keeping(before);
    Deque<Publication> path = path(before, List.of(joined.routedAs(before), joined, next));
    steps.put(group, path);
    if (!path.isEmpty() && lost(before, path.element()).isEmpty()) {
      serve(group, path.remove());
    }
    proceed(group);
  }

  /** The steps that change something. */
  private static Deque<Publication> path(Publication before, List<Publication> all) {
    Deque<Publication> path = new ArrayDeque<>();
    Version last = before.version();
    for (Publication step : all) {
      if (!step.version().equals(last)) {
        path.add(step);
        last = step.version();
      }
    }
    return path;
  }

  /** To be called whenever the tracker has learned something. */
  void proceed() {
    List.copyOf(steps.keySet()).forEach(this::proceed);
  }

  private void proceed(NodeGroup group) {
    Deque<Publication> path = steps.getOrDefault(group, new ArrayDeque<>());
    while (!path.isEmpty() && mayFollow(group, path.element())) {
      serve(group, path.remove());
    }
    if (path.isEmpty()) {
      steps.remove(group);
    }
  }

  /** Clusters and endpoints are enough for new routes, whatever became of the old ones. */
  private boolean mayFollow(NodeGroup group, Publication step) {
    Publication now = served.get(group);
    return now != null
        && tracker.liveness(group, step.isRoutedAs(now) ? ALL : CLUSTERS) instanceof Live
        && Collections.disjoint(lost(now, step), tracker.clustersAskedFor(group));
  }

  private static Set<String> lost(Publication before, Publication after) {
    Set<String> lost = new HashSet<>(before.clusterNames());
    lost.removeAll(after.clusterNames());
    return lost;
  }

  private void serve(NodeGroup group, Publication publication) {
    served.put(group, publication);
    serve.accept(group, publication);
  }

  /**
   * The progress of a group towards the newest configuration; clusters that are to go may still be
   * there.
   */
  Liveness liveness(NodeGroup group) {
    if (!isRoutedAsNewest(group)) {
      Liveness clusters = tracker.liveness(group, CLUSTERS);
      return clusters instanceof Live ? ROUTES_TO_FOLLOW : clusters;
    }
    return tracker.liveness(group, ALL);
  }

  private boolean isRoutedAsNewest(NodeGroup group) {
    Publication now = served.get(group);
    Deque<Publication> path = steps.get(group);
    return now == null || path == null || path.isEmpty() || path.getLast().isRoutedAs(now);
  }
}
