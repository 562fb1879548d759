package dev.meshlab.lab.predict;

import com.google.protobuf.UInt32Value;
import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Bounded.Place;
import dev.meshlab.lab.prediction.Prediction;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;
import java.util.Collection;
import java.util.Comparator;
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
  private final Map<String, Breaker> ofClusters = new HashMap<>();

  /**
   * A limit of a cluster.
   *
   * @param atOnce calls that are let through in any case
   * @param waiting whether it is about calls that wait for a connection
   */
  private record Breaker(long atOnce, boolean waiting) {}

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
      clusters.forEach(
          cluster ->
              tightest(cluster).ifPresent(limit -> ofClusters.put(cluster.getName(), limit)));
    }
  }

  /** The calls that a cluster lets through at once. */
  static OptionalLong mostAtOnce(Cluster cluster) {
    return tightest(cluster).stream().mapToLong(Breaker::atOnce).findFirst();
  }

  private static Optional<Breaker> tightest(Cluster cluster) {
    return cluster.getCircuitBreakers().getThresholdsList().stream()
        .filter(threshold -> threshold.getPriority() == RoutingPriority.DEFAULT)
        .flatMap(threshold -> limits(cluster, threshold))
        .min(Comparator.comparingLong(Breaker::atOnce));
  }

  /**
   * The limits of a threshold. Where a connection carries a limited number of calls, in all or at a
   * time, others wait for the next connection, and few may wait (Envoy, circuit_breaking.rst).
   */
  private static Stream<Breaker> limits(Cluster cluster, Thresholds threshold) {
    OptionalLong carried =
        UpstreamProtocol.requestsPerConnection(cluster).isPresent()
            ? OptionalLong.of(0)
            : UpstreamProtocol.concurrentStreams(cluster);
    return Stream.concat(
        limit(threshold.hasMaxRequests(), threshold.getMaxRequests())
            .map(most -> new Breaker(most, false)),
        limit(
                carried.isPresent() && threshold.hasMaxPendingRequests(),
                threshold.getMaxPendingRequests())
            .map(most -> new Breaker(carried.orElse(0) + most, true)));
  }

  private static Stream<Long> limit(boolean present, UInt32Value limit) {
    return Stream.of(Integer.toUnsignedLong(limit.getValue()))
        .filter(most -> present && most < UNBOUNDED);
  }

  /** The prediction behind the tightest breaker on the way: it is the first to be seen. */
  Prediction around(Collection<String> clusters, Prediction calls) {
    Optional<Breaker> ofClient =
        clusters.stream()
            .flatMap(name -> Optional.ofNullable(ofClusters.get(name)).stream())
            .min(Comparator.comparingLong(Breaker::atOnce));
    OptionalLong ofPods = reach.mostAtOnce(calls.servers());
    // The client's counts the calls to all pods, so with the same limit it is full first.
    long most = ofClient.map(Breaker::atOnce).orElse(Long.MAX_VALUE);
    if (most > ofPods.orElse(Long.MAX_VALUE)) {
      return Bounded.of(ofPods, Place.POD, calls);
    }
    return ofClient
        .map(breaker -> Bounded.of(OptionalLong.of(most), place(breaker, clusters.size()), calls))
        .orElse(calls);
  }

  private static Place place(Breaker breaker, int clusters) {
    if (breaker.waiting()) {
      return Place.QUEUE;
    }
    return clusters > 1 ? Place.DESTINATION : Place.CLIENT;
  }
}
