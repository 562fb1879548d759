package dev.meshlab.lab.prediction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A prediction that each connection lands on one pod and stays there. That is the effect of a
 * balancer of connections on gRPC, which keeps one connection open and sends every call down it.
 *
 * @param balancing how the pod of a new connection is picked
 * @param uuids the pods that a connection can land on
 * @param together why all connections of the client land on the same pod; empty where each lands
 *     anew
 */
public record PinnedConnections(Balancing balancing, List<String> uuids, Optional<String> together)
    implements Prediction {

  /** Each connection lands anew. */
  public PinnedConnections(Balancing balancing, List<String> uuids) {
    this(balancing, uuids, Optional.empty());
  }

  public PinnedConnections {
    uuids = List.copyOf(uuids);
  }

  /** True if all connections of the client land on the same pod. */
  public boolean isTogether() {
    return together.isPresent();
  }

  @Override
  public ModelName model() {
    return new ModelName("pinned connections", "pinned");
  }

  @Override
  public String sentence(PodLabels pods) {
    if (uuids.size() == 1) {
      return "each connection lands on the only pod and stays there";
    }
    return together
        .map(
            why ->
                "all connections land on the same one of %d pods and stay there: %s"
                    .formatted(uuids.size(), why))
        .orElseGet(
            () ->
                "each connection lands on %s, and stays there"
                    .formatted(balancing.pick(uuids.size())));
  }

  @Override
  public Set<String> servers() {
    return Set.copyOf(uuids);
  }

  @Override
  public int serversOfOneConnection() {
    return 1;
  }

  @Override
  public Optional<Map<String, Double>> shares() {
    return uuids.size() == 1 ? Optional.of(Map.of(uuids.get(0), 1.0)) : Optional.empty();
  }
}
