package dev.meshlab.mesh.translate.inbound;

import dev.meshlab.mesh.model.Protocol;
import dev.meshlab.mesh.model.security.MutualTls;
import io.envoyproxy.envoy.config.listener.v3.FilterChainMatch;
import java.util.List;

/**
 * A kind of connection that a sidecar takes in, and what it makes of it (istio/istio,
 * core/filterchain_options.go).
 *
 * @param alpn the protocols of which the caller must offer one; empty for any
 * @param transport {@code tls} or {@code raw_buffer}
 * @param http whether requests are taken in, and not bytes
 * @param ended whether the sidecar ends TLS itself
 */
record InboundMatch(List<String> alpn, String transport, boolean http, boolean ended) {

  private static final String TLS = "tls";
  private static final String PLAIN = "raw_buffer";

  private static final List<String> ANY = List.of();
  private static final List<String> MESH_HTTP =
      List.of("istio-http/1.0", "istio-http/1.1", "istio-h2");
  private static final List<String> MESH_BYTES = List.of("istio-peer-exchange", "istio");
  private static final List<String> MESH =
      List.of("istio", "istio-peer-exchange", "istio-http/1.0", "istio-http/1.1", "istio-h2");

  /** The names that Envoy's HTTP inspector gives to HTTP in plain text. */
  private static final List<String> SEEN_AS_HTTP = List.of("http/1.1", "h2c");

  /** Those of a port, of which Envoy takes the most specific that fits. */
  static List<InboundMatch> of(Protocol protocol, MutualTls mode) {
    return protocol.isSniffed() ? sniffed(mode) : declared(protocol.isHttp(), mode);
  }

  private static List<InboundMatch> declared(boolean http, MutualTls mode) {
    return switch (mode) {
      case STRICT -> List.of(ended(ANY, http));
      case DISABLE -> List.of(plain(ANY, http));
      case PERMISSIVE ->
          http
              ? List.of(ended(MESH, true), plain(ANY, true))
              : List.of(ended(MESH, false), passed(), plain(ANY, false));
    };
  }

  private static List<InboundMatch> sniffed(MutualTls mode) {
    return switch (mode) {
      case STRICT -> List.of(ended(MESH_HTTP, true), ended(ANY, false));
      case DISABLE -> List.of(plain(SEEN_AS_HTTP, true), plain(ANY, false));
      case PERMISSIVE ->
          List.of(
              ended(MESH_HTTP, true),
              plain(SEEN_AS_HTTP, true),
              ended(MESH_BYTES, false),
              plain(ANY, false),
              passed());
    };
  }

  private static InboundMatch ended(List<String> alpn, boolean http) {
    return new InboundMatch(alpn, TLS, http, true);
  }

  private static InboundMatch plain(List<String> alpn, boolean http) {
    return new InboundMatch(alpn, PLAIN, http, false);
  }

  /** TLS that is not the mesh's goes to the pod as it is. */
  private static InboundMatch passed() {
    return new InboundMatch(ANY, TLS, false, false);
  }

  FilterChainMatch.Builder proto() {
    return FilterChainMatch.newBuilder()
        .addAllApplicationProtocols(alpn)
        .setTransportProtocol(transport);
  }
}
