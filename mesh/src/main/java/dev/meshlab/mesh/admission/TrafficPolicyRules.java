package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;

/** The webhook's rules for one traffic policy of a DestinationRule (validateTrafficPolicy). */
final class TrafficPolicyRules {

  private static final List<String> BLOCKS =
      List.of("outlierDetection", "connectionPool", "loadBalancer", "tls");
  private static final List<String> MORE_BLOCKS = List.of("tunnel", "proxyProtocol", "retryBudget");

  private final Findings findings;
  private final LoadBalancerRules loadBalancers;
  private final ClientTlsRules tls;

  TrafficPolicyRules(Findings findings) {
    this.findings = findings;
    this.loadBalancers = new LoadBalancerRules(findings);
    this.tls = new ClientTlsRules(findings);
  }

  void check(Fields policy) {
    if (BLOCKS.stream().noneMatch(policy::has)
        && MORE_BLOCKS.stream().noneMatch(policy::has)
        && policy.children("portLevelSettings").isEmpty()) {
      String message = "traffic policy must have at least one field";
      findings.error(policy, message, "add loadBalancer, or remove trafficPolicy");
      return;
    }
    findings.errorIf(
        policy.has("tunnel") && policy.has("proxyProtocol"),
        policy,
        "tunnel",
        "tunnel and proxyProtocol must not be set together",
        "keep one of them");
    blocks(policy);
    policy.children("portLevelSettings").forEach(this::portLevel);
    policy.child("tunnel").ifPresent(this::tunnel);
  }

  private void portLevel(Fields settings) {
    findings.errorIf(
        !settings.has("port"),
        settings,
        "port",
        "portTrafficPolicy must have valid port",
        "write port, with the number of a port of the Service");
    if (BLOCKS.stream().noneMatch(settings::has)) {
      String message = "port traffic policy must have at least one field";
      findings.error(settings, "port", message, "add loadBalancer, or remove the entry");
    }
    blocks(settings);
  }

  void blocks(Fields policy) {
    policy.child("outlierDetection").ifPresent(this::outlierDetection);
    policy.child("connectionPool").ifPresent(this::connectionPool);
    policy.child("loadBalancer").ifPresent(loadBalancers::check);
    policy.child("tls").ifPresent(tls::check);
  }

  private void outlierDetection(Fields outlier) {
    boolean split = outlier.bool("splitExternalLocalOriginErrors", false);
    findings.errorIf(
        !split && outlier.integer("consecutiveLocalOriginFailures").orElse(0L) > 0,
        outlier,
        "consecutiveLocalOriginFailures",
        "outlier detection consecutive local origin failures is specified, but split external"
            + " local origin errors is set to false",
        "add splitExternalLocalOriginErrors: true");
  }

  private void connectionPool(Fields pool) {
    if (!pool.has("http") && !pool.has("tcp")) {
      String message = "connection pool must have at least one field";
      findings.error(pool, message, "add http or tcp, or remove connectionPool");
    }
    Fields http = pool.below("http");
    findings.errorIf(
        http.bool("useClientProtocol", false)
            && http.string("h2UpgradePolicy", "").equals("UPGRADE"),
        http,
        "useClientProtocol",
        "use client protocol must not be true when H2UpgradePolicy is UPGRADE",
        "keep one of them");
    http.child("http2KeepAlive")
        .ifPresent(
            keepAlive -> {
              for (String field : List.of("interval", "timeout")) {
                String message = "http2 keepalive " + field + " is required";
                findings.errorIf(!keepAlive.has(field), keepAlive, field, message, "write 30s");
              }
            });
  }

  private void tunnel(Fields tunnel) {
    String protocol = tunnel.string("protocol", "");
    findings.errorIf(
        !Set.of("", "CONNECT", "POST").contains(protocol),
        tunnel,
        "protocol",
        "tunnel protocol must be \"CONNECT\" or \"POST\"",
        "write CONNECT");
    String host = tunnel.string("targetHost", "");
    if (tunnel.has("targetHost") && !Addresses.isAddress(host)) {
      findings.refuse(
          tunnel,
          "targetHost",
          host,
          DnsNames.fullName(host)
              .map(wrong -> "tunnel target host must be valid FQDN or IP address: " + wrong),
          "");
    }
    PortRules.check(findings, tunnel, "targetPort", false);
  }
}
