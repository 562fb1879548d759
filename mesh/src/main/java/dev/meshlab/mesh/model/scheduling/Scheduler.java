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
 * (kubernetes, PodTopologySpread); its other wishes, such as free memory, are not in manifests.
 * Belongs to one thread.
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
   * The names of the nodes for the pods of one workload, a node each; none where no node accepts
   * them. Manifests list some of a cluster's nodes at best, or only their zones, so a demand that
   * none of them meets is taken for what it says of zones, and one for other pods is dropped.
   */
  public List<String> place(PodDemand demand, int pods) {
    List<SchedulableNode> accepting = accepting(demand.nodes());
    if (accepting.isEmpty()) {
      accepting = accepting(demand.nodes().onlyOfTopology());
    }
    Map<String, Integer> ofWorkload = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int pod = 0; pod < pods && !accepting.isEmpty(); pod++) {
      SchedulableNode node = next(allowed(demand, accepting), ofWorkload);
      names.add(node.name());
      ofWorkload.merge(node.zone(), 1, Integer::sum);
      podsByZone.merge(node.zone(), 1, Integer::sum);
      podsByNode.merge(node.name(), 1, Integer::sum);
      placed.add(demand.on(node));
    }
    return names;
  }

  private List<SchedulableNode> allowed(PodDemand demand, List<SchedulableNode> accepting) {
    List<SchedulableNode> allowed =
        accepting.stream().filter(node -> demand.isAllowedOn(node, placed)).toList();
    return allowed.isEmpty() ? accepting : allowed;
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
