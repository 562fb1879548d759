package dev.meshlab.lab.predict;

import dev.meshlab.lab.prediction.Mirror;
import dev.meshlab.lab.prediction.Retrying;
import dev.meshlab.lab.prediction.TimeLimit;
import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RetryPolicy;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;
import java.time.Duration;
import java.util.Optional;

/** The policies of a route beside its destinations. */
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
}
