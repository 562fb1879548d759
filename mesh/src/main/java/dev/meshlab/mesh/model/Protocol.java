package dev.meshlab.mesh.model;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The protocol of a Service port, as Istio decides it (istio/istio, pkg/config/kube/conversion.go
 * and pkg/config/protocol/instance.go).
 */
public enum Protocol {
  GRPC,
  GRPC_WEB,
  HTTP,
  HTTP2,
  HTTPS,
  TCP,
  TLS,
  MONGO,
  REDIS,
  MYSQL,
  UDP,
  /** Declared by nothing that Istio knows: Envoy looks at the first bytes. */
  UNSUPPORTED;

  private static final Map<String, Protocol> BY_NAME =
      Map.of(
          "grpc", GRPC,
          "http", HTTP,
          "http2", HTTP2,
          "https", HTTPS,
          "tcp", TCP,
          "tls", TLS,
          "mongo", MONGO,
          "redis", REDIS,
          "mysql", MYSQL,
          "udp", UDP);

  private static final Map<String, Protocol> BY_KUBERNETES_NAME =
      Map.of("kubernetes.io/h2c", HTTP2, "kubernetes.io/ws", HTTP, "kubernetes.io/wss", HTTPS);

  /** Server-first protocols, whose clients would wait for ever for a sniffing proxy. */
  private static final Set<Integer> WELL_KNOWN_TCP = Set.of(25, 53, 3306, 27017);

  /**
   * The protocol of a Service port.
   *
   * @param name the port's name; empty when it has none
   * @param transport {@code TCP}, {@code UDP} or {@code SCTP}
   * @param appProtocol decides alone, without the name, when it is given
   */
  static Protocol of(int port, String name, String transport, @Nullable String appProtocol) {
    if (transport.equals("UDP")) {
      return UDP;
    }
    if (appProtocol != null && BY_KUBERNETES_NAME.containsKey(appProtocol)) {
      return BY_KUBERNETES_NAME.get(appProtocol);
    }
    String declared = (appProtocol != null ? appProtocol : name).toLowerCase(Locale.ROOT);
    if (declared.startsWith("grpc-web")) {
      return GRPC_WEB;
    }
    int dash = declared.indexOf('-');
    Protocol known = BY_NAME.get(dash < 0 ? declared : declared.substring(0, dash));
    if (known != null) {
      return known;
    }
    return WELL_KNOWN_TCP.contains(port) ? TCP : UNSUPPORTED;
  }

  /** The protocol that a port's name alone declares. */
  public static Protocol named(String name) {
    return of(0, name, "TCP", null);
  }

  /** Declared as HTTP of some version, gRPC included: routed request by request. */
  public boolean isHttp() {
    return this == GRPC || this == GRPC_WEB || this == HTTP || this == HTTP2;
  }

  /** Declared as HTTP/2, which is what a proxy then speaks to the pods. */
  public boolean isHttp2() {
    return this == GRPC || this == GRPC_WEB || this == HTTP2;
  }

  /** Detected by the sidecar from the first bytes of each connection. */
  public boolean isSniffed() {
    return this == UNSUPPORTED;
  }

  /** Declared as bytes: one backend for the life of a connection. */
  public boolean isOpaque() {
    return !isHttp() && !isSniffed() && this != UDP;
  }
}
