package dev.meshlab.mesh.model;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A port that a Gateway opens, for some hosts.
 *
 * @param gateway {@code namespace/name} of its Gateway, by which VirtualServices bind to it
 * @param name of the server; empty when it has none
 * @param port as the Gateway writes it; the pod may listen on another
 * @param bind the address to listen on; empty for all
 * @param hosts each with the namespace of the VirtualServices that may use it in front, or without
 *     for any
 * @param written as it was written; empty for one that istiod makes
 */
public record GatewayServer(
    String gateway,
    String name,
    int port,
    String portName,
    Protocol protocol,
    String bind,
    List<String> hosts,
    Optional<ServerTls> tls,
    Optional<Fields> written) {

  /**
   * A server of a Gateway of Istio.
   *
   * @param gateway {@code namespace/name}
   */
  static GatewayServer of(Fields written, String gateway) {
    return of(written.unnoted(), gateway, Optional.of(written));
  }

  private static GatewayServer of(Fields server, String gateway, Optional<Fields> written) {
    Fields port = server.below("port");
    int number = port.integer("number", 0);
    return new GatewayServer(
        gateway,
        server.string("name", ""),
        number,
        port.string("name", ""),
        Gateway.protocol(number, port.string("protocol", "")),
        server.string("bind", ""),
        hosts(server.strings("hosts"), gateway.substring(0, gateway.indexOf('/'))),
        server.child("tls").map(ServerTls::of),
        written);
  }

  /** {@code ./host} is for the Gateway's own namespace, {@code *}{@code /host} for any. */
  private static List<String> hosts(List<String> written, String namespace) {
    if (written.contains("*/*")) {
      return List.of("*");
    }
    return written.stream()
        .map(host -> host.startsWith("./") ? namespace + host.substring(1) : host)
        .map(host -> host.startsWith("*/") ? host.substring(2) : host)
        .toList();
  }

  /** Notes that it was read: a gateway opens it, where one that is refused is only looked at. */
  void note() {
    written.ifPresent(
        server -> {
          GatewayServer unused = of(server, gateway, written);
        });
  }

  /** Terminates TLS and reads the requests inside. */
  public boolean isHttps() {
    return protocol == Protocol.HTTPS && tls.filter(t -> !t.mode().passesThrough()).isPresent();
  }

  /** Reads requests, with TLS around them or not (istio/istio, gateway.IsHTTPServer). */
  public boolean isHttp() {
    return protocol.isHttp()
        || (protocol == Protocol.HTTPS && tls.filter(t -> t.mode().passesThrough()).isEmpty());
  }

  /** Looks at TLS, to end it or to pass it on; a redirect to https does not. */
  boolean isTls() {
    return tls.isPresent() && !protocol.isHttp();
  }

  /** The hosts for VirtualServices of a namespace. */
  public List<String> hostsFor(String namespace) {
    return hosts.stream().flatMap(host -> hostFor(host, namespace)).toList();
  }

  private static Stream<String> hostFor(String host, String namespace) {
    int slash = host.indexOf('/');
    if (slash < 0) {
      return Stream.of(host);
    }
    return host.substring(0, slash).equals(namespace)
        ? Stream.of(host.substring(slash + 1))
        : Stream.empty();
  }

  /** The hosts as a TLS client names them, sorted. */
  public List<String> sniHosts() {
    return hosts.stream().map(h -> h.substring(h.indexOf('/') + 1)).distinct().sorted().toList();
  }

  /** The route configuration by which it routes; empty when it does not read requests. */
  public String routeName(int listeningPort) {
    String suffix = bind.isEmpty() ? "" : "." + bind;
    if (protocol.isHttp()) {
      return "http." + listeningPort + suffix;
    }
    String[] owner = gateway.split("/", 2);
    return isHttps()
        ? "https." + port + "." + portName + "." + owner[1] + "." + owner[0] + suffix
        : "";
  }
}
