package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import java.util.List;
import java.util.Optional;

/** The webhook's rules for a VirtualService. */
final class VirtualServiceRules {

  private static final List<String> PROTOCOLS = List.of("http", "tls", "tcp");
  private final Findings findings;

  VirtualServiceRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec, String namespace) {
    List<String> hosts = spec.strings("hosts");
    List<String> gateways = spec.strings("gateways");
    boolean forGateways = gateways.stream().anyMatch(gateway -> !gateway.equals(IstioNames.MESH));
    if (hosts.isEmpty()) {
      delegate(spec);
    }
    new GatewayNameRules(findings).check(spec);
    hosts(spec, hosts, forGateways);
    if (PROTOCOLS.stream().allMatch(protocol -> spec.children(protocol).isEmpty())) {
      String message = "http, tcp or tls must be provided in virtual service";
      findings.error(spec, message, "say where requests go, under http:");
    }
    HttpRouteRules http = new HttpRouteRules(findings, hosts.isEmpty(), forGateways);
    spec.children("http").forEach(http::check);
    L4RouteRules l4 = new L4RouteRules(findings, hosts, forGateways);
    spec.children("tls").forEach(l4::checkTls);
    spec.children("tcp").forEach(l4::checkTcp);
    new ExportToRules(findings, namespace).check(spec, false);
  }

  /** Without hosts it can only be for others to delegate to. */
  private void delegate(Fields spec) {
    for (String field : List.of("gateways", "tls", "tcp")) {
      boolean given = !spec.strings(field).isEmpty() || !spec.children(field).isEmpty();
      String message = "delegate virtual service must have no %s specified".formatted(field);
      findings.errorIf(given, spec, field, message, "add hosts, or remove " + field);
    }
  }

  private void hosts(Fields spec, List<String> hosts, boolean forGateways) {
    boolean allValid = true;
    for (String host : hosts) {
      Optional<String> wrong =
          Addresses.isAddress(host) ? Optional.empty() : DnsNames.wildcard(host);
      if (wrong.isEmpty() && host.equals("*") && !forGateways) {
        wrong =
            Optional.of(
                "wildcard host * is not allowed for virtual services bound to the mesh gateway");
      }
      findings.refuse(spec, "hosts", host, wrong, "name the hosts that clients call");
      allValid &= wrong.isEmpty();
    }
    for (int i = 0; allValid && i < hosts.size(); i++) {
      for (String other : hosts.subList(i + 1, hosts.size())) {
        if (DnsNames.overlap(hosts.get(i), other)) {
          String message =
              "duplicate hosts in virtual service: %s & %s".formatted(hosts.get(i), other);
          findings.error(spec, "hosts", other, message, "keep one of them");
        }
      }
    }
  }
}
