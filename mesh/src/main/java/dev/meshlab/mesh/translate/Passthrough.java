package dev.meshlab.mesh.translate;

import com.google.protobuf.Any;
import com.google.protobuf.util.Durations;
import dev.meshlab.mesh.model.TrafficPolicy;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.cluster.ConnectionPools;
import dev.meshlab.mesh.translate.cluster.HttpProtocols;
import dev.meshlab.mesh.translate.route.RouteMatches;
import dev.meshlab.mesh.translate.route.Timeouts;
import dev.meshlab.mesh.translate.route.UnknownHosts;
import dev.meshlab.mesh.translate.xds.Names;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.DiscoveryType;
import io.envoyproxy.envoy.config.cluster.v3.Cluster.LbPolicy;
import io.envoyproxy.envoy.config.core.v3.BindConfig;
import io.envoyproxy.envoy.config.core.v3.HttpProtocolOptions;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import java.util.List;
import java.util.Optional;

/**
 * The resources that istiod adds so that a sidecar lets through what the mesh does not know, with
 * {@code outboundTrafficPolicy: ALLOW_ANY}. Without iptables there is no original destination to go
 * to, so nothing of it can serve a call here.
 */
final class Passthrough {

  private static final String CLUSTER = "PassthroughCluster";

  private Passthrough() {}

  static List<Cluster> clusters(MeshConfig config) {
    Cluster outbound = originalDestination(CLUSTER, config).build();
    Cluster blackHole =
        Cluster.newBuilder()
            .setName("BlackHoleCluster")
            .setType(DiscoveryType.STATIC)
            .setConnectTimeout(Protos.duration(config.connectTimeout()))
            .build();
    return List.of(blackHole, outbound, inbound(config));
  }

  /** The cluster for calls to a port that no Service leads to. */
  static Cluster inbound(MeshConfig config) {
    return originalDestination(Names.INBOUND_PASSTHROUGH, config)
        .setUpstreamBindConfig(
            BindConfig.newBuilder()
                .setSourceAddress(
                    SocketAddress.newBuilder().setAddress("127.0.0.6").setPortValue(0)))
        .build();
  }

  /** Takes the requests whose host no other virtual host has. */
  static VirtualHost allowAny() {
    RouteAction.Builder action = RouteAction.newBuilder().setCluster(CLUSTER);
    Timeouts.forEnvoy(Optional.empty(), action);
    Route route =
        Route.newBuilder().setName("allow_any").setMatch(RouteMatches.ANY).setRoute(action).build();
    return UnknownHosts.of(route);
  }

  private static Cluster.Builder originalDestination(String name, MeshConfig config) {
    Any protocols =
        Any.pack(
            io.envoyproxy.envoy.extensions.upstreams.http.v3.HttpProtocolOptions.newBuilder()
                .setCommonHttpProtocolOptions(
                    HttpProtocolOptions.newBuilder().setIdleTimeout(Durations.fromSeconds(300)))
                .setUseDownstreamProtocolConfig(HttpProtocols.AS_DOWNSTREAM)
                .build());
    Cluster.Builder cluster =
        Cluster.newBuilder()
            .setName(name)
            .setType(DiscoveryType.ORIGINAL_DST)
            .setLbPolicy(LbPolicy.CLUSTER_PROVIDED)
            .putTypedExtensionProtocolOptions(HttpProtocols.EXTENSION, protocols);
    TrafficPolicy ofMesh = TrafficPolicy.NONE.seededBy(config.defaultTrafficPolicy());
    ConnectionPools.limit(config, ofMesh, cluster);
    return cluster;
  }
}
