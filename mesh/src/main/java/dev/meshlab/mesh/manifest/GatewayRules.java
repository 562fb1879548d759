package dev.meshlab.mesh.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The webhook's rules for Istio's Gateway (ValidateGateway). */
final class GatewayRules {

  private static final Set<String> HTTP = Set.of("http", "http2", "http_proxy", "grpc", "grpc-web");
  private static final Set<String> TLS = Set.of("https", "tls");
  private static final Set<String> OTHER = Set.of("tcp", "udp", "mongo", "redis", "mysql");
  private static final Set<String> PASSTHROUGH = Set.of("PASSTHROUGH", "AUTO_PASSTHROUGH");
  private static final String UNIX = "unix://";

  private final Findings findings;
  private final ServerTlsRules tls;

  GatewayRules(Findings findings) {
    this.findings = findings;
    this.tls = new ServerTlsRules(findings);
  }

  void check(Fields root, String name) {
    Fields metadata = root.below("metadata");
    findings.errorIf(
        metadata.has("name") && !DnsNames.isLabel(name),
        metadata,
        "name",
        "invalid gateway name: \"" + name + "\"",
        "write letters, digits and '-' without dots");
    Fields spec = root.below("spec");
    List<Fields> servers = spec.children("servers");
    if (servers.isEmpty()) {
      findings.error(spec, "servers", "gateway must have at least one server", "add one");
    }
    Set<String> portNames = new HashSet<>();
    for (Fields server : servers) {
      server(server);
      Fields port = server.below("port");
      if (port.has("name") && !portNames.add(port.string("name", ""))) {
        String message =
            "port names in servers must be unique: duplicate name " + port.string("name", "");
        findings.error(port, "name", message, "rename one of them");
      }
    }
  }

  private void server(Fields server) {
    List<String> hosts = server.strings("hosts");
    findings.errorIf(
        server.has("hosts") && hosts.isEmpty(),
        server,
        "hosts",
        "server config must contain at least one host",
        "write [\"*\"] for all");
    hosts.forEach(host -> host(server, host));
    server.child("port").ifPresent(port -> port(port, server.string("bind", "")));
    bind(server);
    server.child("tls").ifPresent(tls::check);
    transport(server);
  }

  private void host(Fields server, String written) {
    int slash = written.indexOf('/');
    String namespace = slash < 0 ? "*" : written.substring(0, slash);
    String host = written.substring(slash + 1);
    if (!Set.of("*", ".").contains(namespace) && !DnsNames.isLabel(namespace)) {
      String message = "invalid namespace value \"" + namespace + "\" in gateway";
      findings.error(server, "hosts", written, message, "write namespace/host");
    }
    Optional<String> wrong = Optional.empty();
    if (!host.equals("*") && !host.contains(".")) {
      wrong = Optional.of("short names (non FQDN) are not allowed");
    } else if (!Addresses.isAddress(host)) {
      wrong = DnsNames.wildcard(host);
    }
    boolean partial = host.contains("*") && host.length() > 1 && !host.startsWith("*.");
    if (wrong.isEmpty() && partial) {
      wrong = Optional.of("partial wildcard \"" + host + "\" not allowed");
    }
    findings.refuse(server, "hosts", written, wrong, "write it as grpc.example.com, or \"*\"");
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
