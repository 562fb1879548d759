package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Bounded;
import dev.meshlab.lab.prediction.Prediction;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.RoutingPriority;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The circuit breakers of clusters: how many calls each lets through at once. */
final class CircuitBreakers {

  /** Istio writes the largest number there is where a rule sets no limit. */
  private static final long UNBOUNDED = 0xFFFF_FFFFL;

  private final Map<String, Long> mostAtOnce = new HashMap<>();

  /**
   * grpc-java counts calls under way only where it reports loads (gRFC A32,
   * ClusterImplLoadBalancer), which istiod does not ask for.
   */
  CircuitBreakers(XdsClient dataPlane, List<Cluster> clusters) {
    if (dataPlane == XdsClient.ENVOY) {
      clusters.forEach(this::add);
    }
  }

  private void add(Cluster cluster) {
    cluster.getCircuitBreakers().getThresholdsList().stream()
        .filter(threshold -> threshold.getPriority() == RoutingPriority.DEFAULT)
        .filter(Thresholds::hasMaxRequests)
        .mapToLong(threshold -> Integer.toUnsignedLong(threshold.getMaxRequests().getValue()))
        .filter(most -> most < UNBOUNDED)
        .forEach(most -> mostAtOnce.put(cluster.getName(), most));
  }

  /** The prediction behind the tightest breaker of some clusters: it is the first to be seen. */
  Prediction around(Collection<String> clusters, Prediction calls) {
    return clusters.stream()
        .map(mostAtOnce::get)
        .filter(Objects::nonNull)
        .min(Long::compare)
        .<Prediction>map(most -> new Bounded(most, calls))
        .orElse(calls);
  }
}
