package dev.meshlab.mesh.translate;

import com.google.protobuf.UInt32Value;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.Subset;
import dev.meshlab.mesh.model.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.type.v3.Percent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A sidecar's clusters: one for each Service port, and one for each subset of it. */
final class Clusters {

  /** 2^32-1: Istio lifts Envoy's own limits of 1024 connections and 3 retries. */
  private static final UInt32Value UNLIMITED = UInt32Value.of(-1);

  static final CircuitBreakers NO_LIMITS =
      CircuitBreakers.newBuilder()
          .addThresholds(
              CircuitBreakers.Thresholds.newBuilder()
                  .setMaxConnections(UNLIMITED)
                  .setMaxPendingRequests(UNLIMITED)
                  .setMaxRequests(UNLIMITED)
                  .setMaxRetries(UNLIMITED))
          .build();

  /** A threshold of 0: never balance over endpoints known to be unhealthy. */
  private static final CommonLbConfig NO_PANIC =
      CommonLbConfig.newBuilder().setHealthyPanicThreshold(Percent.getDefaultInstance()).build();

  /** The mesh config's default connectTimeout, in seconds. */
  static final int CONNECT_TIMEOUT = 10;

  private final Mesh mesh;
  private final ClientWorkload client;

  Clusters(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  List<Cluster> all() {
    List<Cluster> clusters = new ArrayList<>();
    for (Service service : mesh.services()) {
      Optional<DestinationRule> rule = mesh.destinationRule(client, service);
      service.meshPorts().forEach(port -> add(clusters, service, port, rule));
    }
    return clusters;
  }

  private static void add(
      List<Cluster> clusters, Service service, ServicePort port, Optional<DestinationRule> rule) {
    int number = port.number();
    TrafficPolicy policy = rule.map(r -> r.policy(number)).orElse(TrafficPolicy.NONE);
    clusters.add(cluster(service, port, "", policy));
    rule.ifPresent(
        r -> {
          for (Subset subset : r.subsets()) {
            clusters.add(cluster(service, port, subset.name(), r.policy(subset, number)));
          }
        });
  }

  private static Cluster cluster(
      Service service, ServicePort port, String subset, TrafficPolicy policy) {
    String name = Names.cluster(port.number(), subset, service.host());
    Cluster.Builder cluster =
        Cluster.newBuilder()
            .setName(name)
            .setConnectTimeout(Durations.fromSeconds(CONNECT_TIMEOUT))
            .setCircuitBreakers(NO_LIMITS)
            .setCommonLbConfig(NO_PANIC);
    LbPolicy lbPolicy = LoadBalancers.forSidecar(policy);
    if (service.headless() || lbPolicy == LbPolicy.CLUSTER_PROVIDED) {
      cluster.setType(DiscoveryType.ORIGINAL_DST).setLbPolicy(LbPolicy.CLUSTER_PROVIDED);
    } else {
      cluster.setType(DiscoveryType.EDS).setLbPolicy(lbPolicy).setEdsClusterConfig(eds(name));
    }
    HttpProtocols.apply(port.protocol(), cluster);
    return cluster.build();
  }

  private static EdsClusterConfig eds(String serviceName) {
    return EdsClusterConfig.newBuilder()
        .setEdsConfig(Ads.FOR_ENVOY)
        .setServiceName(serviceName)
        .build();
  }
}
