package dev.meshlab.mesh.translate.listener;

import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.config.MeshConfig;
import dev.meshlab.mesh.translate.route.RouteContext;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sidecar's outbound listeners. Services of different kinds that are bound to the same address
 * and port meet in one listener, such as all on one port without iptables (istio/istio,
 * core/listener.go buildSidecarOutboundListener).
 */
public final class OutboundListeners {

  /** The place where a listener listens. */
  private record Place(String address, int port) {}

  /**
   * The listener of a place, as far as it is made.
   *
   * @param protocol as declared, or sniffed once different ones have met
   * @param owner the host whose calls it takes, all of them and no other's; empty when the calls
   *     name their host, or when it takes some of several
   */
  private record Entry(Protocol protocol, String owner, List<FilterChainSpec> chains) {

    /** Of chains for the same connections the earlier stays. */
    Entry with(List<FilterChainSpec> more, Protocol met) {
      List<FilterChainSpec> merged = new ArrayList<>(chains);
      for (FilterChainSpec chain : more) {
        if (merged.stream().noneMatch(chain::conflictsWith)) {
          merged.add(chain);
        }
      }
      return new Entry(met, merged.size() == chains.size() ? owner : "", merged);
    }

    /** True if requests are distinguished by the host that they name. */
    boolean isByHost() {
      return chains.size() == 1 && chains.get(0).isHttp();
    }
  }

  private final MeshConfig config;
  private final PortChains chains;
  private final Map<Place, Entry> byPlace = new LinkedHashMap<>();

  /** Those of a sidecar that is dialled. */
  public OutboundListeners(RouteContext context) {
    this(context, Interception.NONE);
  }

  public OutboundListeners(RouteContext context, Interception interception) {
    this.config = context.mesh().config();
    this.chains = new PortChains(context, interception != Interception.NONE);
    for (Service service : context.services()) {
      for (ServicePort port : service.meshPorts()) {
        for (String address : interception.addresses(service, port)) {
          byPlace.compute(
              new Place(address, port.number()), (place, before) -> add(before, service, port));
        }
      }
    }
  }

  public List<Listener> all() {
    List<Listener> listeners = new ArrayList<>();
    byPlace.forEach(
        (place, entry) ->
            listeners.add(Listeners.of(config, place.address, place.port, entry.chains)));
    return listeners;
  }

  /** True if calls for a Service port reach it by the loopback listener of the port's number. */
  public boolean serve(Service service, ServicePort port) {
    Entry entry = byPlace.get(new Place(Listeners.LOOPBACK, port.number()));
    return entry != null
        && (entry.owner.equals(service.host())
            || (entry.isByHost() && !port.protocol().isOpaque()));
  }

  private Entry add(@Nullable Entry before, Service service, ServicePort port) {
    Protocol protocol = port.protocol();
    if (before == null) {
      return only(service, port);
    }
    boolean differ = protocol != before.protocol;
    if (differ && (isServerFirst(protocol) || isServerFirst(before.protocol))) {
      return before; // sniffing would wait for ever for a client that waits for the server
    }
    if (protocol.isOpaque()) {
      boolean mixed = before.protocol.isHttp();
      return before.with(chains.of(service, port), mixed ? Protocol.UNSUPPORTED : before.protocol);
    }
    if (before.protocol.isOpaque()) {
      return before.with(chains.of(service, port), Protocol.UNSUPPORTED);
    }
    return protocol.isSniffed() && before.protocol.isHttp() ? only(service, port) : before;
  }

  private Entry only(Service service, ServicePort port) {
    String owner = port.protocol().isHttp() ? "" : service.host();
    return new Entry(port.protocol(), owner, chains.of(service, port));
  }

  private static boolean isServerFirst(Protocol protocol) {
    return protocol == Protocol.MONGO || protocol == Protocol.MYSQL;
  }
}
