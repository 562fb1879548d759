package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The webhook's rules for the port of a Gateway's server, and for TLS on it. */
final class GatewayPortRules {

  private static final Set<String> HTTP = Set.of("http", "http2", "http_proxy", "grpc", "grpc-web");
  private static final Set<String> TLS = Set.of("https", "tls");
  private static final Set<String> OTHER = Set.of("tcp", "udp", "mongo", "redis", "mysql");
  private static final Set<String> PASSTHROUGH = Set.of("PASSTHROUGH", "AUTO_PASSTHROUGH");
  private static final String UNIX = "unix://";

  private final Findings findings;

  GatewayPortRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields server) {
    server.child("port").ifPresent(port -> port(port, server.string("bind", "")));
    bind(server);
    transport(server);
  }

  private void port(Fields port, String bind) {
    String protocol = protocol(port);
    if (port.has("protocol") && !isKnown(protocol)) {
      findings.error(
          port,
          "protocol",
          "invalid protocol \""
              + port.string("protocol", "")
              + "\", supported protocols are HTTP,"
              + " HTTP2, GRPC, GRPC-WEB, MONGO, REDIS, MYSQL, TCP",
          "write GRPC, or HTTPS with tls");
    }
    PortRules.check(findings, port, "number", bind.startsWith(UNIX));
    findings.errorIf(
        port.integer("targetPort").orElse(0L) > 0,
        port,
        "targetPort",
        "targetPort has no impact on Gateways",
        "remove it");
    findings.errorIf(
        port.string("name").filter(String::isEmpty).isPresent(),
        port,
        "name",
        "port name must be set",
        "name it");
  }

  private void bind(Fields server) {
    String bind = server.string("bind", "");
    if (bind.startsWith(UNIX)) {
      findings.errorIf(
          server.below("port").integer("number").orElse(0L) != 0,
          server,
          "bind",
          "port number must be 0 for unix domain socket",
          "write number: 0");
    } else if (!bind.isEmpty() && !Addresses.isAddress(bind)) {
      findings.error(server, "bind", bind + " is not a valid IP", "write 0.0.0.0, or remove it");
    }
  }

  /** TLS where the protocol says so, and only there. */
  private void transport(Fields server) {
    Fields port = server.below("port");
    String protocol = protocol(port);
    if (!port.has("protocol") || !isKnown(protocol)) {
      return;
    }
    boolean secure = TLS.contains(protocol);
    if (secure && !server.has("tls")) {
      String message = "server must have TLS settings for HTTPS/TLS protocols";
      String hint = "add tls: {mode: SIMPLE, credentialName: …}";
      findings.error(server, message, hint);
    } else if (!secure && server.has("tls")) {
      plainWithTls(server, HTTP.contains(protocol));
    }
  }

  private void plainWithTls(Fields server, boolean http) {
    Fields settings = server.below("tls");
    boolean files =
        List.of("caCertificates", "privateKey", "serverCertificate").stream()
            .anyMatch(file -> ClientTlsRules.isSet(settings, file));
    boolean harmless =
        http && !files && PASSTHROUGH.contains(settings.string("mode", "PASSTHROUGH"));
    findings.errorIf(
        !harmless,
        server,
        "tls",
        http
            ? "server cannot have TLS settings for plain text HTTP ports"
            : "server cannot have TLS settings for non HTTPS/TLS ports",
        "write port.protocol: HTTPS, which carries gRPC too");
  }

  private static boolean isKnown(String protocol) {
    return HTTP.contains(protocol) || TLS.contains(protocol) || OTHER.contains(protocol);
  }

  private static String protocol(Fields port) {
    return port.string("protocol", "").toLowerCase(Locale.ROOT);
  }
}
