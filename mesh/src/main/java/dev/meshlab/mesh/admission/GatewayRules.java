package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhook's rules for Istio's Gateway (ValidateGateway). */
final class GatewayRules {

  private final Findings findings;
  private final GatewayPortRules ports;
  private final ServerTlsRules tls;

  GatewayRules(Findings findings) {
    this.findings = findings;
    this.ports = new GatewayPortRules(findings);
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
    ports.check(server);
    server.child("tls").ifPresent(tls::check);
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
}
