package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Endpoint;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.locality.LocalityBalancing;
import dev.meshlab.mesh.model.locality.LocalityGroup;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.HealthStatus;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import java.util.List;
import java.util.Set;

/** The endpoints of clusters, grouped by locality; the same for a sidecar and for grpc-java. */
public final class Endpoints {

  private static final UInt32Value ONE = UInt32Value.of(1);

  private final Mesh mesh;
  private final ClientWorkload client;

  public Endpoints(Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
  }

  /** One assignment for each named cluster, an empty one included: Envoy waits for each. */
  public List<ClusterLoadAssignment> of(Set<String> clusters) {
    return of(ServiceCluster.all(mesh, client), clusters);
  }

  /** Those of one Service. */
  public List<ClusterLoadAssignment> of(Service service, Set<String> clusters) {
    return of(ServiceCluster.of(mesh, client, service), clusters);
  }

  private List<ClusterLoadAssignment> of(List<ServiceCluster> described, Set<String> clusters) {
    return described.stream()
        .filter(cluster -> clusters.contains(cluster.name()))
        .map(this::assignment)
        .toList();
  }

  private ClusterLoadAssignment assignment(ServiceCluster cluster) {
    List<LocalityGroup> groups = LocalityGroup.of(sent(cluster));
    List<LocalityGroup> balanced =
        LocalityBalancing.of(mesh.config(), cluster.service(), cluster.policy())
            .map(balancing -> balancing.apply(groups, client))
            .orElse(groups);
    return ClusterLoadAssignment.newBuilder()
        .setClusterName(cluster.name())
        .addAllEndpoints(balanced.stream().map(Endpoints::locality).toList())
        .build();
  }

  /** Pods that are not ready are sent as such, unless a panic could send calls to them. */
  private List<Endpoint> sent(ServiceCluster cluster) {
    boolean mayPanic =
        cluster
            .policy()
            .outlierDetection()
            .filter(o -> OutlierDetections.minHealthPercent(cluster.service(), o) > 0)
            .isPresent();
    return cluster.endpoints(mesh).stream()
        .filter(endpoint -> cluster.service().leads(client, endpoint))
        .filter(endpoint -> endpoint.ready() || !mayPanic)
        .toList();
  }

  private static LocalityLbEndpoints locality(LocalityGroup group) {
    Locality where = group.locality();
    return LocalityLbEndpoints.newBuilder()
        .setLocality(
            io.envoyproxy.envoy.config.core.v3.Locality.newBuilder()
                .setRegion(where.region())
                .setZone(where.zone())
                .setSubZone(where.subzone()))
        .setPriority(group.priority())
        .setLoadBalancingWeight(UInt32Value.of(group.weight()))
        .addAllLbEndpoints(group.endpoints().stream().map(Endpoints::endpoint).toList())
        .build();
  }

  private static LbEndpoint endpoint(Endpoint endpoint) {
    return LbEndpoint.newBuilder()
        .setEndpoint(
            io.envoyproxy.envoy.config.endpoint.v3.Endpoint.newBuilder()
                .setAddress(address(endpoint.address(), endpoint.port())))
        .setHealthStatus(endpoint.ready() ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY)
        .setLoadBalancingWeight(ONE)
        .build();
  }

  public static Address address(String ip, int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress(ip).setPortValue(port))
        .build();
  }
}
