package dev.meshlab.mesh.model.scheduling;

import dev.meshlab.mesh.model.scheduling.Companions.Placed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scheduler that deals pods round the nodes which accept them: each goes to the zone with the
 * fewest pods of its workload, then to the one with the fewest in all, and there to the node with
 * the fewest. So do the defaults of Kubernetes's scheduler, which spread pods over zones and hosts
 * (kubernetes, PodTopologySpread). A preferred node affinity comes before that: of the plugins'
 * scores, which weigh the same, its own differs by all of the scale, and that of spreading by less.
 * Other wishes, such as free memory, are not in manifests. Belongs to one thread.
 */
public final class Scheduler {

  private final List<SchedulableNode> nodes;
  private final Map<String, Integer> podsByZone = new HashMap<>();
  private final Map<String, Integer> podsByNode = new HashMap<>();
  private final List<Placed> placed = new ArrayList<>();

  /**
   * @param nodes of the cluster; the first of equals is taken first
   */
  public Scheduler(List<SchedulableNode> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /**
   * The nodes for the pods of one workload. Manifests may list some of a cluster's nodes, or only
   * its zones. So pods that none of them takes are given nodes by what they demand of zones.
   */
  public Placement place(PodDemand demand, int pods) {
    List<SchedulableNode> accepting = accepting(demand.nodes());
    boolean taken = !accepting.isEmpty();
    if (!taken) {
      accepting = accepting(demand.nodes().onlyOfTopology());
    }
    Map<String, Integer> ofWorkload = new HashMap<>();
    List<String> names = new ArrayList<>();
    int pending = taken ? 0 : pods;
    for (int pod = 0; pod < pods && !accepting.isEmpty(); pod++) {
      List<SchedulableNode> allowed = allowed(demand, accepting);
      pending += taken && allowed.isEmpty() ? 1 : 0;
      List<SchedulableNode> chosen = allowed.isEmpty() ? accepting : allowed;
      SchedulableNode node = next(preferred(demand.nodes(), chosen), ofWorkload);
      names.add(node.name());
      ofWorkload.merge(node.zone(), 1, Integer::sum);
      podsByZone.merge(node.zone(), 1, Integer::sum);
      podsByNode.merge(node.name(), 1, Integer::sum);
      placed.add(demand.on(node));
    }
    return new Placement(names, areWhole() ? pending : 0);
  }

  /** True if the nodes are those of a cluster, and do not only stand for its zones. */
  private boolean areWhole() {
    return !nodes.isEmpty() && nodes.stream().noneMatch(SchedulableNode::standsForZone);
  }

  private List<SchedulableNode> allowed(PodDemand demand, List<SchedulableNode> accepting) {
    return accepting.stream().filter(node -> demand.isAllowedOn(node, placed)).toList();
  }

  /** The nodes that meet most of what is wished. */
  private static List<SchedulableNode> preferred(NodeDemand demand, List<SchedulableNode> nodes) {
    int most = nodes.stream().mapToInt(demand::preference).max().orElse(0);
    return nodes.stream().filter(node -> demand.preference(node) == most).toList();
  }

  private List<SchedulableNode> accepting(NodeDemand demand) {
    return nodes.stream().filter(demand::accepts).toList();
  }

  private SchedulableNode next(List<SchedulableNode> accepting, Map<String, Integer> ofWorkload) {
    return accepting.stream()
        .min(
            Comparator.comparingInt((SchedulableNode n) -> count(ofWorkload, n.zone()))
                .thenComparingInt(n -> count(podsByZone, n.zone()))
                .thenComparingInt(n -> count(podsByNode, n.name())))
        .orElseThrow();
  }

  private static int count(Map<String, Integer> pods, String place) {
    return pods.getOrDefault(place, 0);
  }
}
