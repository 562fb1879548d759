package dev.meshlab.mesh.translate.cluster;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.translate.patch.ClusterPatch.Context;
import dev.meshlab.mesh.translate.patch.ClusterPatches;
import dev.meshlab.mesh.translate.xds.Ads;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A proxy's clusters: one for each Service port, and one for each subset of it. */
public final class Clusters {

  private final Mesh mesh;
  private final ClientWorkload client;
  private final boolean gateway;

  private Clusters(Mesh mesh, ClientWorkload client, boolean gateway) {
    this.mesh = mesh;
    this.client = client;
    this.gateway = gateway;
  }

  public static Clusters ofSidecar(Mesh mesh, ClientWorkload client) {
    return new Clusters(mesh, client, false);
  }

  public static Clusters ofGateway(Mesh mesh, ClientWorkload workload) {
    return new Clusters(mesh, workload, true);
  }

  /** The names of those that take their endpoints from EDS. */
  public static Set<String> byEds(List<Cluster> clusters) {
    return clusters.stream()
        .filter(cluster -> cluster.getType() == DiscoveryType.EDS)
        .map(Cluster::getName)
        .collect(Collectors.toSet());
  }

  public List<Cluster> all() {
    List<Cluster> outbound = outbound(ServiceCluster.all(mesh, client));
    return gateway ? outbound : withInbound(outbound);
  }

  /** Those of one Service, and what filters add. */
  public List<Cluster> of(Service service) {
    return outbound(ServiceCluster.of(mesh, client, service));
  }

  private List<Cluster> outbound(List<ServiceCluster> described) {
    Context context = gateway ? Context.GATEWAY : Context.SIDECAR_OUTBOUND;
    List<Cluster> clusters = described.stream().map(this::cluster).toList();
    return new ClusterPatches(mesh, client, context).apply(clusters);
  }

  /** Of a sidecar's inbound clusters there are only those that filters add. */
  private List<Cluster> withInbound(List<Cluster> outbound) {
    List<Cluster> all = new ArrayList<>(outbound);
    all.addAll(new ClusterPatches(mesh, client, Context.SIDECAR_INBOUND).apply(List.of()));
    return all;
  }

  /** In the order of istio/istio, core/cluster_traffic_policy.go: each step looks at the former. */
  private Cluster cluster(ServiceCluster described) {
    Cluster.Builder cluster =
        Cluster.newBuilder().setName(described.name()).setType(DiscoveryType.EDS);
    HttpProtocols protocols = HttpProtocols.of(described.port().protocol(), !gateway);
    ConnectionPools.apply(mesh.config(), described, cluster, protocols);
    OutlierDetections.apply(described.service(), described.seededPolicy(), cluster);
    LoadBalancers.apply(mesh.config(), described, gateway, cluster);
    UpstreamTls.apply(mesh, described, gateway, cluster, protocols);
    ProxyProtocols.apply(described.policy(), cluster);
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
