package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.Subset;
import dev.meshlab.mesh.model.TrafficPolicy;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A proxyless client's clusters (istio/istio, grpcgen/cds.go): an address list and a policy. */
final class GrpcClusters {

  private final Mesh mesh;
  private final ClientWorkload client;

  GrpcClusters(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  /** Those of the named clusters that exist. */
  List<Cluster> of(Set<String> names) {
    List<Cluster> clusters = new ArrayList<>();
    for (Service service : mesh.services()) {
      Optional<DestinationRule> rule = mesh.destinationRule(client, service);
      for (ServicePort port : service.meshPorts()) {
        add(clusters, service, port.number(), rule);
      }
    }
    clusters.removeIf(cluster -> !names.contains(cluster.getName()));
    return clusters;
  }

  private static void add(
      List<Cluster> clusters, Service service, int port, Optional<DestinationRule> rule) {
    TrafficPolicy policy = rule.map(r -> r.policy(port)).orElse(TrafficPolicy.NONE);
    clusters.add(cluster(Names.cluster(port, "", service.host()), policy));
    rule.ifPresent(
        r -> {
          for (Subset subset : r.subsets()) {
            String name = Names.cluster(port, subset.name(), service.host());
            clusters.add(cluster(name, r.policy(subset, port)));
          }
        });
  }

  private static Cluster cluster(String name, TrafficPolicy policy) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(DiscoveryType.EDS)
        .setEdsClusterConfig(
            EdsClusterConfig.newBuilder().setEdsConfig(Ads.FOR_GRPC).setServiceName(name))
        .setLbPolicy(LoadBalancers.forGrpc(policy))
        .build();
  }
}
