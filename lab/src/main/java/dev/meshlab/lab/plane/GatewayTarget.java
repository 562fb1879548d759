package dev.meshlab.lab.plane;

import dev.meshlab.client.channel.ClientTls;
import dev.meshlab.lab.cast.Target;
import dev.meshlab.lab.predict.ListenerContent;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.GatewayPort;
import dev.meshlab.mesh.model.GatewayServer;
import dev.meshlab.mesh.model.Locality;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.ServerTls;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import dev.meshlab.mesh.translate.GatewayView;
import dev.meshlab.mesh.translate.xds.Resources;
import io.envoyproxy.envoy.config.listener.v3.Listener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A host that can be called through a gateway.
 *
 * @param target the host, and the port that the Gateway opens
 * @param workload the gateway
 * @param listener the name of its listener
 * @param tls how the gateway treats TLS there; empty when the port is plain
 * @param client how the client meets that
 */
public record GatewayTarget(
    Target target,
    ClientWorkload workload,
    String listener,
    Optional<ServerTls> tls,
    ClientTls client) {

  /** The doors that rules open: every host that a Gateway and a VirtualService share. */
  public static List<GatewayTarget> of(Mesh mesh) {
    List<GatewayTarget> doors = new ArrayList<>();
    for (ClientWorkload each : mesh.gatewayWorkloads()) {
      ClientWorkload workload = placed(mesh, each);
      for (GatewayPort port : mesh.gatewayPorts(workload)) {
        for (GatewayServer server : port.servers()) {
          if (takesCalls(server)) {
            hosts(mesh, workload, server)
                .forEach(host -> doors.add(door(host, workload, port, server)));
          }
        }
      }
    }
    return doors;
  }

  /**
   * A gateway of which no pod is known runs somewhere all the same, and its zone decides where its
   * calls go: it is given the first place of the nodes.
   */
  private static ClientWorkload placed(Mesh mesh, ClientWorkload gateway) {
    return mesh.nodes().values().stream()
        .filter(place -> gateway.locality().equals(Locality.UNKNOWN))
        .filter(place -> !place.equals(Locality.UNKNOWN))
        .findFirst()
        .map(place -> new ClientWorkload(gateway.namespace(), gateway.labels(), place))
        .orElse(gateway);
  }

  /** The same door for clients that meet its TLS in another way. */
  public GatewayTarget metBy(ClientTls other) {
    return new GatewayTarget(target, workload, listener, tls, other);
  }

  /** The same door for clients that call by another name. */
  public GatewayTarget calledBy(String name) {
    return new GatewayTarget(target.calledBy(name), workload, listener, tls, client);
  }

  /** True if calls for a target come to this door, by whatever name. */
  public boolean leadsTo(Target target) {
    return this.target.toString().equals(target.toString());
  }

  /** The gateway's listener as the calls for a target find it. */
  public Optional<Listener> listener(Resources gateway, Target target) {
    return gateway.listeners().stream()
        .filter(candidate -> candidate.getName().equals(listener))
        .map(candidate -> ListenerContent.forServerName(candidate, target.serverName()))
        .findFirst();
  }

  /** Of what it passes on, the pods would have to terminate the TLS, which the lab's cannot. */
  private static boolean takesCalls(GatewayServer server) {
    return server.isHttp() && server.tls().filter(ServerTls::httpsRedirect).isEmpty();
  }

  private static List<String> hosts(Mesh mesh, ClientWorkload workload, GatewayServer server) {
    return mesh.boundRules(workload.namespace(), server.gateway()).inOrder().stream()
        .filter(rule -> !rule.http().isEmpty())
        .flatMap(rule -> shared(server, rule).stream())
        .map(GatewayTarget::concrete)
        .distinct()
        .toList();
  }

  private static List<String> shared(GatewayServer server, VirtualService rule) {
    return Hosts.intersection(server.hostsFor(rule.namespace()), rule.hosts());
  }

  /** One of the hosts that a wildcard stands for. */
  private static String concrete(String host) {
    return host.equals("*") ? "any.example.com" : host.replaceFirst("^\\*", "any");
  }

  private static GatewayTarget door(
      String host, ClientWorkload workload, GatewayPort port, GatewayServer server) {
    return new GatewayTarget(
        new Target(host, server.port()),
        workload,
        GatewayView.listener(port),
        server.tls(),
        ClientTls.TRUSTING);
  }
}
