package dev.meshlab.mesh.translate.inbound;

import com.google.protobuf.Any;
import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.model.security.PeerModes;
import dev.meshlab.mesh.translate.authorization.RbacFilters;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.listener.FilterChainSpec;
import dev.meshlab.mesh.translate.xds.Protos;
import io.envoyproxy.envoy.config.core.v3.TrafficDirection;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.listener.v3.ListenerFilter;
import io.envoyproxy.envoy.extensions.filters.listener.original_dst.v3.OriginalDst;
import io.envoyproxy.envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The listener to which iptables leads every connection to a pod (istio/istio, core/
 * listener_inbound.go inboundVirtualListener).
 */
public final class InboundListener {

  /** The name of the listener. */
  public static final String NAME = "virtualInbound";

  private static final int PORT = 15006;
  private static final String BLACK_HOLE = "BlackHoleCluster";

  private InboundListener() {}

  /**
   * The listener of a pod's sidecar.
   *
   * @param ports those that Services lead to
   */
  public static Listener of(Mesh mesh, Pod pod, List<ServedPort> ports, RbacFilters guards) {
    MeshConfig config = mesh.config();
    InboundChains chains =
        new InboundChains(config, InboundTls.socket(config.trustedDomains()), guards);
    List<FilterChain> all = new ArrayList<>();
    all.add(toItself());
    all.addAll(elsewhere(mesh.mutualTls(pod), ports, chains));
    for (ServedPort port : ports) {
      all.addAll(chains.of(port, mesh.mutualTls(pod, port.number())));
    }
    return Listener.newBuilder()
        .setName(NAME)
        .setAddress(Endpoints.address("0.0.0.0", PORT))
        .setTrafficDirection(TrafficDirection.INBOUND)
        .setListenerFiltersTimeout(Protos.duration(config.protocolDetectionTimeout()))
        .setContinueOnListenerFiltersTimeout(true)
        .setMaxConnectionsToAcceptPerSocketEvent(UInt32Value.of(1))
        .addListenerFilters(
            ListenerFilter.newBuilder()
                .setName("envoy.filters.listener.original_dst")
                .setTypedConfig(Any.pack(OriginalDst.getDefaultInstance())))
        .addAllListenerFilters(Inspectors.of(all))
        .addAllFilterChains(all)
        .build();
  }

  /** A port with a mode of its own has chains of its own, even if no Service leads to it. */
  private static List<FilterChain> elsewhere(
      PeerModes modes, List<ServedPort> ports, InboundChains chains) {
    Set<Integer> served = ports.stream().map(ServedPort::number).collect(Collectors.toSet());
    List<FilterChain> all = new ArrayList<>(chains.elsewhere(modes.elsewhere()));
    modes
        .byPort()
        .forEach(
            (port, mode) -> {
              if (!served.contains(port)) {
                all.addAll(chains.elsewhere(port, mode));
              }
            });
    return all;
  }

  /** Swallows connections to the listener itself, which would come back to it for ever. */
  private static FilterChain toItself() {
    return FilterChain.newBuilder()
        .setName("virtualInbound-blackhole")
        .setFilterChainMatch(FilterChainMatch.newBuilder().setDestinationPort(UInt32Value.of(PORT)))
        .addFilters(
            FilterChainSpec.filter(
                "tcp_proxy",
                TcpProxy.newBuilder().setStatPrefix(BLACK_HOLE).setCluster(BLACK_HOLE).build()))
        .build();
  }
}
