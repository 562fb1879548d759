package dev.meshlab.mesh.loopback;

import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.translate.listener.Listeners;
import dev.meshlab.mesh.translate.listener.OutboundListeners;
import dev.meshlab.mesh.translate.listener.PortChains;
import dev.meshlab.mesh.translate.route.RouteContext;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Listeners for the Service ports that share their number with a Service of another kind. Without
 * iptables there is one loopback listener for a number, which one Service has, or several have
 * parts of; calls for the others would reach the wrong pods.
 */
public final class OwnListeners {

  private static final Deviation DEVIATION =
      new Deviation(
          "listeners of TCP or undeclared ports that have their number in common",
          "one, of one Service or of parts of several (INTERCEPTION_MODE: NONE)",
          "one each",
          "with iptables, as in most clusters, each has a listener at its Service's own address");

  private OwnListeners() {}

  /** The name of a Service port's own listener, where it needs one. */
  public static String name(String host, int port) {
    return host + "_" + port;
  }

  /**
   * The listener of a sidecar that takes the calls for a host: its own where there is one, else
   * that of the port number. Without iptables to redirect traffic, Istio gives each port number a
   * listener on loopback, named after both.
   */
  public static Optional<Listener> serving(Resources resources, String host, int port) {
    return Stream.of(name(host, port), Listeners.name(port))
        .flatMap(
            name ->
                resources.listeners().stream().filter(listener -> listener.getName().equals(name)))
        .findFirst();
  }

  /** A sidecar's resources with the listeners that they lack. */
  public static Adapted add(Resources resources, Mesh mesh, ClientWorkload client) {
    RouteContext context = RouteContext.ofSidecar(mesh, client);
    OutboundListeners shared = new OutboundListeners(context);
    PortChains chains = new PortChains(context);
    List<Listener> listeners = new ArrayList<>(resources.listeners());
    for (Service service : mesh.services(client)) {
      for (ServicePort port : service.meshPorts()) {
        if (!shared.serve(service, port)) {
          listeners.add(
              Listeners.of(mesh.config(), port.number(), chains.of(service, port)).toBuilder()
                  .setName(name(service.host(), port.number()))
                  .build());
        }
      }
    }
    return new Adapted(
        resources.withListeners(listeners),
        listeners.size() > resources.listeners().size() ? List.of(DEVIATION) : List.of());
  }
}
