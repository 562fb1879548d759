package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import java.util.ArrayList;
import java.util.List;

/** A sidecar's clusters: one for each Service port, and one for each subset of it. */
final class Clusters {

  private final Mesh mesh;
  private final ClientWorkload client;

  Clusters(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  List<Cluster> all() {
    List<Cluster> clusters = new ArrayList<>();
    for (ServiceCluster cluster : ServiceCluster.all(mesh, client)) {
      clusters.add(cluster(cluster));
    }
    return clusters;
  }

  /** In the order of istio/istio, core/cluster_traffic_policy.go: each step looks at the former. */
  private static Cluster cluster(ServiceCluster described) {
    Cluster.Builder cluster =
        Cluster.newBuilder().setName(described.name()).setType(DiscoveryType.EDS);
    HttpProtocols protocols = new HttpProtocols(described.port().protocol());
    ConnectionPools.apply(described.policy(), cluster, protocols);
    OutlierDetections.apply(described.service(), described.policy(), cluster);
    LoadBalancers.applyToSidecar(described, cluster);
    protocols.apply(cluster);
    if (cluster.getType() == DiscoveryType.EDS) {
      cluster.setEdsClusterConfig(eds(described.name()));
    }
    return cluster.build();
  }

  private static EdsClusterConfig eds(String serviceName) {
    return EdsClusterConfig.newBuilder()
        .setEdsConfig(Ads.FOR_ENVOY)
        .setServiceName(serviceName)
        .build();
  }
}
