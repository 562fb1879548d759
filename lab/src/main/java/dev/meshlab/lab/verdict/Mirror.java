package dev.meshlab.lab.verdict;

import io.envoyproxy.envoy.config.core.v3.RuntimeFractionalPercent;
import io.envoyproxy.envoy.config.route.v3.RouteAction.RequestMirrorPolicy;

/**
 * A destination of copies of calls.
 *
 * @param cluster the cluster's name
 * @param share the part of the calls that is copied, each by an independent draw; above 0, up to 1
 */
public record Mirror(String cluster, double share) {

  /** All calls, where the policy has no fraction. */
  static Mirror of(RequestMirrorPolicy policy) {
    RuntimeFractionalPercent fraction = policy.getRuntimeFraction();
    return new Mirror(
        policy.getCluster(),
        policy.hasRuntimeFraction() ? Fraction.of(fraction.getDefaultValue()) : 1);
  }

  /** The copies of so many calls that do not raise an alarm. */
  Range copies(long calls) {
    return Chance.range(calls, share, 1);
  }

  Destination destination() {
    return Destination.of(cluster);
  }

  String part() {
    return share == 1 ? "each call" : Percent.of(share) + " of the calls";
  }
}
