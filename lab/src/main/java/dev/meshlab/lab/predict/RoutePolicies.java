package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.TimeLimit;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The destinations and the policies of a route. */
final class RoutePolicies {

  private RoutePolicies() {}

  /** The rules by which a failed call is attempted again. */
  static Retrying retrying(RetryPolicy policy) {
    return new Retrying(
        policy.getRetryOn(),
        policy.getRetryHostPredicateCount() == 0 ? 0 : policy.getHostSelectionRetryMaxAttempts());
  }

  /** A mirror gets all calls where its policy has no fraction. */
  static Mirror mirror(RequestMirrorPolicy policy) {
    RuntimeFractionalPercent fraction = policy.getRuntimeFraction();
    return new Mirror(
        policy.getCluster(),
        policy.hasRuntimeFraction() ? Fraction.of(fraction.getDefaultValue()) : 1);
  }

  /**
   * The time that a call may take. A timeout of 0 is none
   * (envoy/config/route/v3/route_components.proto); grpc-java reads another field (gRFC A31).
   */
  static Optional<TimeLimit> limit(RouteAction action, XdsClient dataPlane) {
    var timeout =
        dataPlane == XdsClient.ENVOY
            ? action.getTimeout()
            : action.getMaxStreamDuration().getMaxStreamDuration();
    Duration limit = Duration.ofSeconds(timeout.getSeconds(), timeout.getNanos());
    return limit.isZero() ? Optional.empty() : Optional.of(dataPlane.limit(limit));
  }

  /** The clusters that a route leads to, with the part of the calls that each gets. */
  static Map<String, Double> destinations(RouteAction action) {
    if (!action.hasWeightedClusters()) {
      return Map.of(action.getCluster(), 1.0);
    }
    var weighted = action.getWeightedClusters().getClustersList();
    double total = weighted.stream().mapToLong(cluster -> cluster.getWeight().getValue()).sum();
    Map<String, Double> destinations = new LinkedHashMap<>();
    for (var cluster : weighted) {
      destinations.merge(cluster.getName(), cluster.getWeight().getValue() / total, Double::sum);
    }
    return destinations;
  }
}
