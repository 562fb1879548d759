package dev.meshlab.mesh.loopback;

import com.google.protobuf.UInt32Value;
import dev.meshlab.mesh.translate.cluster.Endpoints;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Moves resources from the addresses of a cluster to this machine: endpoints to the loopback ports
 * on which their pods run, listeners to ports that the system picks. Changes nothing else.
 */
public final class LoopbackBinding {

  private static final String LOOPBACK = "127.0.0.1";

  private final Map<String, Integer> ports;

  /**
   * A binding to the ports of this machine.
   *
   * @param ports the loopback port by {@code address:port} of an endpoint; an endpoint without one
   *     is not running, and is left out
   */
  public LoopbackBinding(Map<String, Integer> ports) {
    this.ports = Map.copyOf(ports);
  }

  /** The same resources on this machine; the listeners' ports are 0. */
  public Resources bind(Resources resources) {
    return new Resources(
        resources.clusters(),
        resources.endpoints().stream().map(this::bind).toList(),
        resources.listeners().stream().map(LoopbackBinding::bind).toList(),
        resources.routes());
  }

  private ClusterLoadAssignment bind(ClusterLoadAssignment assignment) {
    List<LocalityLbEndpoints> localities =
        assignment.getEndpointsList().stream().map(this::bind).flatMap(Optional::stream).toList();
    return assignment.toBuilder().clearEndpoints().addAllEndpoints(localities).build();
  }

  /** Empty when none of a locality's endpoints runs. */
  private Optional<LocalityLbEndpoints> bind(LocalityLbEndpoints locality) {
    List<LbEndpoint> running =
        locality.getLbEndpointsList().stream().flatMap(endpoint -> bind(endpoint)).toList();
    if (running.isEmpty()) {
      return Optional.empty();
    }
    LocalityLbEndpoints.Builder bound =
        locality.toBuilder().clearLbEndpoints().addAllLbEndpoints(running);
    if (locality.getLoadBalancingWeight().getValue() == weight(locality.getLbEndpointsList())) {
      bound.setLoadBalancingWeight(UInt32Value.of(weight(running)));
    } // else the weight is the author's share for the locality, however many run there
    return Optional.of(bound.build());
  }

  private static int weight(List<LbEndpoint> endpoints) {
    return endpoints.stream().mapToInt(e -> e.getLoadBalancingWeight().getValue()).sum();
  }

  private Stream<LbEndpoint> bind(LbEndpoint endpoint) {
    SocketAddress address = endpoint.getEndpoint().getAddress().getSocketAddress();
    Integer port = ports.get(address.getAddress() + ":" + address.getPortValue());
    if (port == null) {
      return Stream.empty();
    }
    LbEndpoint.Builder bound = endpoint.toBuilder();
    bound.getEndpointBuilder().setAddress(Endpoints.address(LOOPBACK, port));
    return Stream.of(bound.build());
  }

  /** An API listener is a name that a client asks for, not a socket. */
  private static Listener bind(Listener listener) {
    if (listener.hasApiListener()) {
      return listener;
    }
    Address anyPort = Endpoints.address(LOOPBACK, 0);
    return listener.toBuilder().setAddress(anyPort).build();
  }
}
