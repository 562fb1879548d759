package dev.meshlab.mesh.translate.cluster;

import com.google.protobuf.Duration;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.translate.patch.ClusterPatch.Context;
import dev.meshlab.mesh.translate.patch.ClusterPatches;
import dev.meshlab.mesh.translate.xds.Names;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.CommonLbConfig;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import java.util.List;

/**
 * The clusters by which a pod's sidecar hands calls to the pod: one for each port that Services
 * lead to (istio/istio, core/cluster_builder.go buildInboundCluster).
 */
public final class InboundClusters {

  /** The address from which iptables knows that the sidecar itself calls the pod. */
  private static final BindConfig FROM_SIDECAR =
      BindConfig.newBuilder()
          .setSourceAddress(SocketAddress.newBuilder().setAddress("127.0.0.6").setPortValue(0))
          .build();

  /** As long as Envoy can count: the pod's address never goes stale. */
  private static final Duration NEVER = Duration.newBuilder().setSeconds(9_223_372_035L).build();

  private final Mesh mesh;
  private final ClientWorkload server;

  /**
   * @param server the pod, as one whose proxy sees the mesh
   */
  public InboundClusters(Mesh mesh, ClientWorkload server) {
    this.mesh = mesh;
    this.server = server;
  }

  public List<Cluster> of(List<ServedPort> ports) {
    List<Cluster> clusters = ports.stream().map(this::cluster).toList();
    return new ClusterPatches(mesh, server, Context.SIDECAR_INBOUND).apply(clusters);
  }

  private Cluster cluster(ServedPort port) {
    Cluster.Builder cluster =
        Cluster.newBuilder()
            .setName(Names.inboundCluster(port.number()))
            .setType(DiscoveryType.ORIGINAL_DST)
            .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
            .setCleanupInterval(NEVER)
            .setCommonLbConfig(CommonLbConfig.getDefaultInstance())
            .setUpstreamBindConfig(FROM_SIDECAR);
    HttpProtocols protocols = HttpProtocols.of(port.port().protocol(), true);
    ConnectionPools.apply(mesh.config(), policy(port), cluster, protocols);
    protocols.apply(cluster);
    return cluster.build();
  }

  /** Of a rule for the Service, the connection pool alone counts here. */
  private TrafficPolicy policy(ServedPort port) {
    return mesh.destinationRule(server, port.service())
        .map(rule -> rule.policy(port.port().number()))
        .orElse(TrafficPolicy.NONE)
        .seededBy(mesh.config().defaultTrafficPolicy());
  }
}
