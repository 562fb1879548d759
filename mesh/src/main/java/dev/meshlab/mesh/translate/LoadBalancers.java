package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;

/** {@code loadBalancer.simple} to Envoy's policy (istio/istio, core/cluster_traffic_policy.go). */
final class LoadBalancers {

  private LoadBalancers() {}

  /** A sidecar's policy; {@code CLUSTER_PROVIDED} stands for the original destination. */
  static LbPolicy forSidecar(TrafficPolicy policy) {
    return switch (simple(policy)) {
      case "ROUND_ROBIN" -> LbPolicy.ROUND_ROBIN;
      case "RANDOM" -> LbPolicy.RANDOM;
      case "PASSTHROUGH" -> LbPolicy.CLUSTER_PROVIDED;
      default -> LbPolicy.LEAST_REQUEST; // LEAST_CONN is its old name
    };
  }

  /** A proxyless client's policy: round robin but for one name (istio/istio, grpcgen/cds.go). */
  static LbPolicy forGrpc(TrafficPolicy policy) {
    return simple(policy).equals("LEAST_REQUEST") ? LbPolicy.LEAST_REQUEST : LbPolicy.ROUND_ROBIN;
  }

  private static String simple(TrafficPolicy policy) {
    return policy.loadBalancer().flatMap(lb -> lb.string("simple")).orElse("UNSPECIFIED");
  }
}
