package dev.meshlab.lab.verdict;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Each connection lands on one pod and stays: what a balancer of connections does to gRPC, which
 * keeps one connection open and sends every call down it.
 *
 * @param balancing how the pod of a new connection is picked
 * @param uuids the pods that a connection can land on
 * @param together whether all connections of the client land on the same pod
 */
public record PinnedConnections(Balancing balancing, List<String> uuids, boolean together)
    implements Prediction {

  /** Each connection lands anew. */
  public PinnedConnections(Balancing balancing, List<String> uuids) {
    this(balancing, uuids, false);
  }

  public PinnedConnections {
    uuids = List.copyOf(uuids);
  }

  @Override
  public String model() {
    return "pinned connections";
  }

  @Override
  public String sentence() {
    if (uuids.size() == 1) {
      return "each connection lands on the only pod and stays there";
    }
    String which =
        together ? "all connections land on the same one of " : "each connection lands on one of ";
    String stays = together ? ") and stay there: sessionAffinity" : ") and stays there";
    return which + uuids.size() + " pods (" + balancing.words() + stays;
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
