package dev.meshlab.lab.cast;

import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.KnownPorts;
import java.util.Locale;
import java.util.Optional;

/** The traffic of a user's Service port, as far as its declaration shows it. */
enum PortTraffic {
  GRPC(""),
  PLAIN_HTTP("plain HTTP, which the lab's gRPC client does not speak"),
  TLS("TLS that the caller opens, which the lab's client does not"),
  BYTES("TCP, whose bytes a sidecar only passes on"),
  UDP("UDP, which no mesh carries");

  private final String words;

  PortTraffic(String words) {
    this.words = words;
  }

  static PortTraffic by(ServicePort port) {
    Protocol protocol = port.protocol();
    if (protocol == Protocol.UDP) {
      return UDP;
    }
    if (protocol.isHttp2() || isOpaqueGrpc(port)) {
      return GRPC;
    }
    if (protocol.isHttp()) {
      return PLAIN_HTTP;
    }
    if (protocol == Protocol.HTTPS || protocol == Protocol.TLS) {
      return TLS;
    }
    return protocol.isSniffed() && KnownPorts.knownFor(port.number()).isEmpty() ? GRPC : BYTES;
  }

  /** Passed on as bytes, by a name that says gRPC all the same, as {@code tcp-grpc} does. */
  private static boolean isOpaqueGrpc(ServicePort port) {
    return port.protocol() == Protocol.TCP
        && (port.name() + " " + port.targetPort()).toLowerCase(Locale.ROOT).contains("grpc");
  }

  static boolean isBytes(ServicePort port) {
    return by(port) == BYTES;
  }

  /** The traffic in words, for a port that is not for gRPC. */
  String words(ServicePort port) {
    Optional<String> known = KnownPorts.knownFor(port.number()).filter(server -> this == BYTES);
    return words + known.map(server -> " (" + server + "'s port)").orElse("");
  }
}
