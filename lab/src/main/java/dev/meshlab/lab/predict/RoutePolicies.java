package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.TimeLimit;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
   * The times that a call may take, the longest first. A timeout of 0 is none
   * (envoy/config/route/v3/route_components.proto); grpc-java reads another field (gRFC A31), and
   * no timeout of attempts (gRFC A44). A fault's delay is over before Envoy's clocks start
   * (router.cc, onRequestComplete), while the deadline of a gRPC call counts from its beginning.
   */
  static List<TimeLimit> limits(Route route, XdsClient dataPlane) {
    RouteAction action = route.getRoute();
    return dataPlane == XdsClient.ENVOY
        ? ofEnvoy(duration(action.getTimeout()), action.getRetryPolicy())
            .map(limit -> delayed(route, limit))
            .toList()
        : Stream.of(duration(action.getMaxStreamDuration().getMaxStreamDuration()))
            .filter(limit -> !limit.isZero())
            .map(TimeLimit::ofGrpcRoute)
            .map(limit -> delayed(route, limit))
            .toList();
  }

  private static TimeLimit delayed(Route route, TimeLimit limit) {
    return RouteFault.delays(route) ? limit.afterDelay() : limit;
  }

  /** Envoy has no use for a time of attempts that is not below that of the call (router.cc). */
  private static Stream<TimeLimit> ofEnvoy(Duration call, RetryPolicy policy) {
    Duration attempt = duration(policy.getPerTryTimeout());
    boolean retried = retrying(policy).makesAgainWhatItEnds();
    Stream<TimeLimit> calls = Stream.of(call).filter(d -> !d.isZero()).map(TimeLimit::ofEnvoyRoute);
    boolean cuts = !attempt.isZero() && (call.isZero() || attempt.compareTo(call) < 0);
    Stream<TimeLimit> attempts =
        Stream.of(attempt).filter(any -> cuts).map(each -> TimeLimit.ofEnvoyAttempt(each, retried));
    return Stream.concat(calls, attempts);
  }

  private static Duration duration(com.google.protobuf.Duration duration) {
    return Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
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
