package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.UInt64Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.locality.LocalityBalancing;
import dev.meshlab.mesh.model.locality.LocalityDistribution;
import dev.meshlab.mesh.model.locality.LocalityFailover;
import dev.meshlab.mesh.model.locality.ZoneAwareBalancing;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.LocalityWeightedLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig.ZoneAwareLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.Set;

/** {@code loadBalancer} to Envoy's policy (istio/istio, core/cluster_traffic_policy.go). */
final class LoadBalancers {

  /**
   * The balancers that a proxyless client has; istiod does not send it the other names, and they
   * stay unread.
   */
  private static final Set<String> GRPC_KNOWS =
      Set.of("ROUND_ROBIN", "LEAST_REQUEST", "UNSPECIFIED");

  private LoadBalancers() {}

  static void apply(
      MeshConfig config, ServiceCluster described, boolean gateway, Cluster.Builder cluster) {
    LocalityBalancing.of(config, described.service(), described.seededPolicy())
        .ifPresent(balancing -> localities(balancing, cluster.getCommonLbConfigBuilder()));
    if (goesToOriginalDestination(config, described, gateway)) {
      cluster.setType(DiscoveryType.ORIGINAL_DST).setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    } else {
      described
          .policy()
          .loadBalancer()
          .ifPresentOrElse(
              loadBalancer -> endpoints(loadBalancer, cluster),
              () -> cluster.setLbPolicy(LbPolicy.LEAST_REQUEST));
    }
  }

  /**
   * A subset goes where its host goes, whatever policy it has of its own; and where it says itself,
   * whatever it says for the port. A gateway's callers do not choose pods, so for it a headless
   * Service is like any other.
   */
  private static boolean goesToOriginalDestination(
      MeshConfig config, ServiceCluster described, boolean gateway) {
    return (described.service().headless() && !gateway && !config.edsForHeadless())
        || simple(described.hostPolicy()).equals("PASSTHROUGH")
        || described.subsetIsPassedThrough()
        || simple(described.policy()).equals("PASSTHROUGH");
  }

  private static void endpoints(Fields loadBalancer, Cluster.Builder cluster) {
    if (loadBalancer.has("consistentHash")) {
      ConsistentHashes.apply(loadBalancer.below("consistentHash"), cluster);
      return;
    }
    switch (loadBalancer.string("simple", "")) {
      case "ROUND_ROBIN" -> {
        cluster.setLbPolicy(LbPolicy.ROUND_ROBIN);
        SlowStarts.of(loadBalancer)
            .ifPresent(s -> cluster.getRoundRobinLbConfigBuilder().setSlowStartConfig(s));
      }
      case "RANDOM" -> cluster.setLbPolicy(LbPolicy.RANDOM);
      default -> { // LEAST_CONN is its old name
        cluster.setLbPolicy(LbPolicy.LEAST_REQUEST);
        SlowStarts.of(loadBalancer)
            .ifPresent(s -> cluster.getLeastRequestLbConfigBuilder().setSlowStartConfig(s));
      }
    }
  }

  /** Weights count only where a rule chose them; else they would skew the policy itself. */
  private static void localities(LocalityBalancing balancing, CommonLbConfig.Builder config) {
    if (balancing instanceof ZoneAwareBalancing zones) {
      config.setZoneAwareLbConfig(zoneAware(zones));
    } else if (balancing instanceof LocalityDistribution
        || (balancing instanceof LocalityFailover failover && failover.isChosen())) {
      config.setLocalityWeightedLbConfig(LocalityWeightedLbConfig.getDefaultInstance());
    }
  }

  private static ZoneAwareLbConfig zoneAware(ZoneAwareBalancing zones) {
    ZoneAwareLbConfig.Builder config = ZoneAwareLbConfig.newBuilder();
    zones.minClusterSize().ifPresent(size -> config.setMinClusterSize(UInt64Value.of(size)));
    if (!zones.enabled()) {
      config.setRoutingEnabled(Percent.getDefaultInstance());
    }
    return config.build();
  }

  /**
   * A proxyless client's policy: round robin, which is the default and so not written, but for one
   * name and for hashes (istio/istio, grpcgen/cds.go).
   */
  static void applyToGrpc(TrafficPolicy policy, Cluster.Builder cluster) {
    policy
        .loadBalancer()
        .flatMap(loadBalancer -> loadBalancer.child("consistentHash"))
        .ifPresent(hash -> ConsistentHashes.apply(hash, cluster));
    policy
        .loadBalancer()
        .filter(loadBalancer -> GRPC_KNOWS.contains(loadBalancer.unnoted().string("simple", "")))
        .map(loadBalancer -> loadBalancer.string("simple", ""))
        .filter(simple -> simple.equals("LEAST_REQUEST"))
        .ifPresent(simple -> cluster.setLbPolicy(LbPolicy.LEAST_REQUEST));
  }

  private static String simple(TrafficPolicy policy) {
    return policy.loadBalancer().flatMap(lb -> lb.string("simple")).orElse("");
  }
}
