package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy.TunnelingConfig;
import io.envoyproxy.envoy.type.v3.HashPolicy;
import java.util.Optional;

/**
 * The TCP proxy filter of a cluster, with what a DestinationRule sets for it (istio/istio,
 * core/networkfilter.go).
 */
final class TcpProxies {

  private static final HashPolicy BY_SOURCE =
      HashPolicy.newBuilder().setSourceIp(HashPolicy.SourceIp.getDefaultInstance()).build();

  private TcpProxies() {}

  /**
   * Starts a filter for a destination. Of the connection pool, what the host has for all ports
   * counts, even where a port or subset has its own.
   *
   * @param subset empty for the whole host, and for several destinations
   */
  static TcpProxy.Builder to(Optional<DestinationRule> rule, String subset) {
    TcpProxy.Builder proxy = TcpProxy.newBuilder();
    Optional<Fields> policy = rule.flatMap(DestinationRule::trafficPolicy);
    policy
        .flatMap(p -> p.child("connectionPool"))
        .flatMap(pool -> pool.child("tcp"))
        .ifPresent(tcp -> limit(tcp, proxy));
    Optional<Fields> ofSubset = rule.flatMap(r -> r.subset(subset)).flatMap(s -> s.trafficPolicy());
    (subset.isEmpty() ? policy : ofSubset)
        .flatMap(p -> p.child("tunnel"))
        .ifPresent(tunnel -> proxy.setTunnelingConfig(tunnelled(tunnel)));
    if (hashesSource(ofSubset).or(() -> hashesSource(policy)).orElse(false)) {
      proxy.addHashPolicy(BY_SOURCE);
    }
    return proxy;
  }

  /** Through another proxy, which is asked to pass the bytes on (core/tunnelingconfig). */
  private static TunnelingConfig tunnelled(Fields tunnel) {
    String host = tunnel.string("targetHost", "");
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return TunnelingConfig.newBuilder()
        .setHostname(literal + ":" + tunnel.integer("targetPort", 0))
        .setUsePost(tunnel.string("protocol", "").equals("POST"))
        .build();
  }

  private static void limit(Fields tcp, TcpProxy.Builder proxy) {
    tcp.duration("idleTimeout").map(Protos::duration).ifPresent(proxy::setIdleTimeout);
    tcp.duration("maxConnectionDuration")
        .map(Protos::duration)
        .ifPresent(proxy::setMaxDownstreamConnectionDuration);
  }

  /** Empty when a policy says nothing about load balancing. */
  private static Optional<Boolean> hashesSource(Optional<Fields> policy) {
    return policy
        .flatMap(p -> p.child("loadBalancer"))
        .map(loadBalancer -> loadBalancer.below("consistentHash").bool("useSourceIp", false));
  }
}
