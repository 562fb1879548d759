package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.translate.xds.Ads;
import io.envoyproxy.envoy.config.cluster.v3.CircuitBreakers.Thresholds;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.EdsClusterConfig;
import io.envoyproxy.envoy.config.core.v3.TransportSocket;
import java.util.List;
import java.util.Set;

/**
 * A proxyless client's clusters (istio/istio, grpcgen/cds.go): an address list, a policy, and of
 * the connection pool the one limit that gRPC knows.
 */
public final class GrpcClusters {

  private final Mesh mesh;
  private final ClientWorkload client;

  public GrpcClusters(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  /** Those of the named clusters that exist. */
  public List<Cluster> of(Set<String> names) {
    return ServiceCluster.all(mesh, client).stream()
        .filter(cluster -> names.contains(cluster.name()))
        .map(this::cluster)
        .toList();
  }

  private Cluster cluster(ServiceCluster described) {
    Cluster.Builder cluster = cluster(described.name()).toBuilder();
    described
        .policy()
        .tls()
        .filter(tls -> tls.unnoted().string("mode", "").equals("ISTIO_MUTUAL"))
        .ifPresent(tls -> cluster.setTransportSocket(withinMesh(tls, described.service())));
    LoadBalancers.applyToGrpc(described.policy(), cluster);
    limitRequests(described.policy(), cluster);
    return cluster.build();
  }

  /** A cluster without a policy. */
  public static Cluster cluster(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(DiscoveryType.EDS)
        .setEdsClusterConfig(
            EdsClusterConfig.newBuilder().setEdsConfig(Ads.FOR_GRPC).setServiceName(name))
        .build();
  }

  private TransportSocket withinMesh(Fields tls, Service service) {
    tls.heed("mode");
    return GrpcTls.upstream(ServiceIdentities.of(mesh, service));
  }

  private static void limitRequests(TrafficPolicy policy, Cluster.Builder cluster) {
    policy
        .connectionPool()
        .flatMap(pool -> pool.child("http"))
        .flatMap(http -> http.sent().integer("http2MaxRequests"))
        .filter(most -> most > 0)
        .map(most -> Thresholds.newBuilder().setMaxRequests(UInt32Value.of(most.intValue())))
        .ifPresent(limit -> cluster.getCircuitBreakersBuilder().addThresholds(limit));
  }
}
