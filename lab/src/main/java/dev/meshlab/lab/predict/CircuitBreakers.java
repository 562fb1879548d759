package dev.meshlab.lab.predict;

import com.google.protobuf.UInt32Value;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Bounded.Place;
import dev.meshlab.lab.prediction.Prediction;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The circuit breakers on the way to pods: how many calls each lets through at once. */
final class CircuitBreakers {

  /** Istio writes the largest number there is where a rule sets no limit. */
  private static final long UNBOUNDED = 0xFFFF_FFFFL;

  private final Reach reach;
  private final Map<String, OptionalLong> ofClusters = new HashMap<>();

  /**
   * grpc-java counts calls under way only where it reports loads (gRFC A32,
   * ClusterImplLoadBalancer), which istiod does not ask for.
   *
   * @param clusters of the client
   * @param reach the pods, whose sidecars have breakers too
   */
  CircuitBreakers(XdsClient dataPlane, List<Cluster> clusters, Reach reach) {
    this.reach = reach;
    if (dataPlane == XdsClient.ENVOY) {
      clusters.forEach(cluster -> ofClusters.put(cluster.getName(), mostAtOnce(cluster)));
    }
  }

  /**
   * The calls that a cluster lets through at once. Where a connection carries a limited number of
   * calls, others wait for the next connection, and few may wait (Envoy, circuit_breaking.rst).
   */
  static OptionalLong mostAtOnce(Cluster cluster) {
    boolean waits = UpstreamProtocol.requestsPerConnection(cluster).isPresent();
    return cluster.getCircuitBreakers().getThresholdsList().stream()
        .filter(threshold -> threshold.getPriority() == RoutingPriority.DEFAULT)
        .flatMap(
            threshold ->
                Stream.of(
                    threshold.hasMaxRequests()
                        ? Optional.of(threshold.getMaxRequests())
                        : Optional.<UInt32Value>empty(),
                    waits && threshold.hasMaxPendingRequests()
                        ? Optional.of(threshold.getMaxPendingRequests())
                        : Optional.<UInt32Value>empty()))
        .flatMap(Optional::stream)
        .mapToLong(limit -> Integer.toUnsignedLong(limit.getValue()))
        .filter(most -> most < UNBOUNDED)
        .min();
  }

  /** The prediction behind the tightest breaker on the way: it is the first to be seen. */
  Prediction around(Collection<String> clusters, Prediction calls) {
    OptionalLong ofClient =
        clusters.stream()
            .flatMapToLong(name -> ofClusters.getOrDefault(name, OptionalLong.empty()).stream())
            .min();
    OptionalLong ofPods = reach.mostAtOnce(calls.servers());
    // The client's counts the calls to all pods, so with the same limit it is full first.
    return ofClient.orElse(Long.MAX_VALUE) <= ofPods.orElse(Long.MAX_VALUE)
        ? Bounded.of(ofClient, clusters.size() > 1 ? Place.DESTINATION : Place.CLIENT, calls)
        : Bounded.of(ofPods, Place.POD, calls);
  }
}
