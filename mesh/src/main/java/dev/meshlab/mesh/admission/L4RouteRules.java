package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Optional;

/** The webhook's rules for the routes of a VirtualService that know nothing of HTTP. */
final class L4RouteRules {

  private final Findings findings;
  private final List<String> hosts;
  private final boolean forGateways;
  private final DestinationRefRules destinations;

  /**
   * @param hosts of the VirtualService
   */
  L4RouteRules(Findings findings, List<String> hosts, boolean forGateways) {
    this.findings = findings;
    this.hosts = hosts;
    this.forGateways = forGateways;
    this.destinations = new DestinationRefRules(findings);
  }

  void checkTls(Fields tls) {
    findings.errorIf(
        tls.children("match").isEmpty(),
        tls,
        "match",
        "TLS route must have at least one match condition",
        "write match: [{sniHosts: [server.example.com]}]");
    for (Fields match : tls.children("match")) {
      List<String> names = match.strings("sniHosts");
      findings.errorIf(
          match.has("sniHosts") && names.isEmpty(),
          match,
          "sniHosts",
          "TLS match must have at least one SNI host",
          "name it");
      names.forEach(name -> sniHost(match, name));
      match(match);
    }
    routes(tls, "TLS route is required");
  }

  void checkTcp(Fields tcp) {
    tcp.children("match").forEach(this::match);
    routes(tcp, "TCP route is required");
  }

  private void sniHost(Fields match, String name) {
    boolean generated = forGateways && name.startsWith("outbound_");
    Optional<String> wrong =
        generated || Addresses.isAddress(name) ? Optional.empty() : DnsNames.wildcard(name);
    if (wrong.isEmpty()
        && !Addresses.isAddress(name)
        && hosts.stream().noneMatch(host -> DnsNames.isPartOf(name, host))) {
      String message =
          "SNI host \"%s\" is not a compatible subset of any of the virtual service hosts";
      wrong = Optional.of(message.formatted(name));
    }
    findings.refuse(match, "sniHosts", name, wrong, "the hosts are " + hosts);
  }

  private void match(Fields match) {
    for (String subnet : match.strings("destinationSubnets")) {
      if (!Addresses.isAddressOrBlock(subnet)) {
        String message = subnet + " is not a valid CIDR block";
        findings.error(match, "destinationSubnets", subnet, message, "write it as 10.0.0.0/8");
      }
    }
    PortRules.check(findings, match, "port", true);
    new LabelRules(findings).check(match.below("sourceLabels"));
    new GatewayNameRules(findings).check(match);
  }

  private void routes(Fields route, String required) {
    findings.errorIf(route.children("route").isEmpty(), route, "route", required, "add a route");
    destinations.checkWeighted(route);
  }
}
