package dev.meshlab.mesh.translate;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Listeners for the Service ports that share their number with a Service of another kind. Without
 * iptables there is one loopback listener for a number, and the first Service has it; calls for the
 * others would reach the first one's pods.
 */
public final class OwnListeners {

  private static final Deviation DEVIATION =
      new Deviation(
          "listeners of TCP or undeclared ports that have their number in common",
          "one, the first Service's (INTERCEPTION_MODE: NONE)",
          "one each",
          "with iptables, as in most clusters, each has a listener at its Service's own address");

  private final Mesh mesh;
  private final ClientWorkload client;
  private final RouteConfigurations configurations;
  private final List<Listener> listeners;
  private final List<RouteConfiguration> routes;

  private OwnListeners(Resources resources, Mesh mesh, ClientWorkload client) {
    this.mesh = mesh;
    this.client = client;
    this.configurations = new RouteConfigurations(mesh, client);
    this.listeners = new ArrayList<>(resources.listeners());
    this.routes = new ArrayList<>(resources.routes());
  }

  /** The name of a Service port's own listener, where it needs one. */
  public static String name(String host, int port) {
    return host + "_" + port;
  }

  /** A sidecar's resources with the listeners that they lack. */
  public static Resources add(Resources resources, Mesh mesh, ClientWorkload client) {
    OwnListeners own = new OwnListeners(resources, mesh, client);
    Map<Integer, Protocol> first = new HashMap<>();
    for (Service service : mesh.services()) {
      for (ServicePort port : service.meshPorts()) {
        Protocol owner = first.putIfAbsent(port.number(), port.protocol());
        if (owner != null && !shares(owner, port.protocol())) {
          own.add(service, port);
        }
      }
    }
    return new Resources(resources.clusters(), resources.endpoints(), own.listeners, own.routes);
  }

  /** That listeners were added to these resources; empty when none was needed. */
  public static List<Deviation> deviations(Resources resources) {
    boolean added =
        resources.listeners().stream().anyMatch(listener -> !Listeners.isShared(listener));
    return added ? List.of(DEVIATION) : List.of();
  }

  /** A listener of declared HTTP tells Services apart by the host of each request. */
  private static boolean shares(Protocol owner, Protocol other) {
    return owner.isHttp() && (other.isHttp() || other.isSniffed());
  }

  private void add(Service service, ServicePort port) {
    String name = name(service.host(), port.number());
    Optional<DestinationRule> rule = mesh.destinationRule(client, service);
    if (port.protocol().isHttp()) {
      add(name, Listeners.http(port), configurations.shared(port.number()));
    } else if (port.protocol().isSniffed()) {
      add(name, Listeners.sniffed(service, port, rule), configurations.own(service, port));
    } else {
      listeners.add(named(name, Listeners.opaque(service, port, rule)));
    }
  }

  private void add(String name, Listener listener, RouteConfiguration configuration) {
    listeners.add(named(name, listener));
    if (routes.stream().noneMatch(known -> known.getName().equals(configuration.getName()))) {
      routes.add(configuration);
    }
  }

  private static Listener named(String name, Listener listener) {
    return listener.toBuilder().setName(name).build();
  }
}
