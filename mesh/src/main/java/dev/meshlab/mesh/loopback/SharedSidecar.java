package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.xds.Names;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.FilterChain;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One proxy in the place of the sidecars of many pods. What iptables and the original destination
 * decide in a pod, the loopback port decides here: each port of each pod has a listener with those
 * of its sidecar's filter chains that can take a connection to this port, and a cluster that leads
 * to the pod.
 */
public final class SharedSidecar {

  private static final Deviation DEVIATION =
      new Deviation(
          "listener.virtualInbound of each pod",
          "one for all ports, to which iptables leads, and clusters of type ORIGINAL_DST",
          "one for each port of each pod, in one Envoy, and clusters of type STATIC",
          "pods share this machine's loopback address, and nothing redirects their traffic");

  private static final String LOOPBACK = "127.0.0.1";

  /** Listener filters that ask iptables where a connection was meant to go. */
  private static final Set<String> BY_IPTABLES = Set.of("envoy.filters.listener.original_dst");

  private SharedSidecar() {}

  /** A listener for each socket, named after it, and a cluster of the same name. */
  public static Adapted of(List<GuardedPod> pods) {
    List<Cluster> clusters = new ArrayList<>();
    List<Listener> listeners = new ArrayList<>();
    for (GuardedPod pod : pods) {
      for (PodSocket socket : pod.sockets()) {
        clusters.add(cluster(pod.sidecar(), socket));
        listeners.add(listener(pod, socket));
      }
    }
    Resources all = new Resources(clusters, List.of(), listeners, List.of());
    return new Adapted(all, pods.isEmpty() ? List.of() : List.of(DEVIATION));
  }

  private static Cluster cluster(Resources sidecar, PodSocket socket) {
    String wanted = Names.inboundCluster(socket.port());
    Cluster own =
        sidecar.clusters().stream()
            .filter(cluster -> cluster.getName().equals(wanted))
            .findFirst()
            .or(
                () ->
                    sidecar.clusters().stream()
                        .filter(cluster -> cluster.getName().equals(Names.INBOUND_PASSTHROUGH))
                        .findFirst())
            .orElseThrow(() -> new IllegalArgumentException("no cluster for " + socket));
    LbEndpoint.Builder pod =
        LbEndpoint.newBuilder()
            .setEndpoint(
                Endpoint.newBuilder()
                    .setAddress(Endpoints.address(LOOPBACK, socket.loopbackPort())));
    return own.toBuilder()
        .setName(socket.name())
        .setType(Cluster.DiscoveryType.STATIC)
        .clearLbPolicy()
        .clearCleanupInterval()
        .clearUpstreamBindConfig()
        .setLoadAssignment(
            ClusterLoadAssignment.newBuilder()
                .setClusterName(socket.name())
                .addEndpoints(LocalityLbEndpoints.newBuilder().addLbEndpoints(pod)))
        .build();
  }

  private static Listener listener(GuardedPod pod, PodSocket socket) {
    Listener own = pod.sidecar().listeners().get(0);
    SocketChains chains = new SocketChains(socket, pod.identity());
    Listener.Builder listener =
        own.toBuilder()
            .setName(socket.name())
            .setAddress(Endpoints.address(LOOPBACK, 0))
            .clearListenerFilters()
            .clearFilterChains()
            .addAllFilterChains(chains.of(meantFor(socket.port(), own)));
    own.getListenerFiltersList().stream()
        .filter(filter -> !BY_IPTABLES.contains(filter.getName()))
        .map(filter -> filter.toBuilder().clearFilterDisabled().build())
        .forEach(listener::addListenerFilters);
    return listener.build();
  }

  /** Envoy looks at the destination port first, so a port's own chains hide those of any port. */
  private static List<FilterChain> meantFor(int port, Listener sidecar) {
    List<FilterChain> own = ofPort(port, sidecar);
    return own.isEmpty() ? ofPort(0, sidecar) : own;
  }

  private static List<FilterChain> ofPort(int port, Listener sidecar) {
    return sidecar.getFilterChainsList().stream()
        .filter(chain -> chain.getFilterChainMatch().getDestinationPort().getValue() == port)
        .toList();
  }
}
