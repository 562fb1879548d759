package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;
import java.time.Duration;
import java.util.List;

/**
 * The rules by which istiod refuses a mesh config whole (istio/istio, pkg/config/validation/agent,
 * ValidateMeshConfig).
 */
final class MeshConfigRules {

  private static final Duration LONGEST_CONNECT = Duration.ofHours(1);
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Findings findings;
  private final LocalityRules localities;
  private final TrafficPolicyRules policies;

  MeshConfigRules(Findings findings) {
    this.findings = findings;
    this.localities = new LocalityRules(findings);
    this.policies = new TrafficPolicyRules(findings);
  }

  void check(Fields config) {
    findings.errorIf(
        config.duration("connectTimeout").filter(t -> t.compareTo(LONGEST_CONNECT) > 0).isPresent(),
        config,
        "connectTimeout",
        "invalid connect timeout: duration must be in range 1ms to 1h",
        "write a shorter one, as 10s");
    config.child("localityLbSetting").ifPresent(localities::check);
    config.child("zoneAwareLbSetting").ifPresent(localities::checkZoneAware);
    config.child("defaultTrafficPolicy").ifPresent(policies::blocks);
    config.string("trustDomain").ifPresent(domain -> trustDomain(config, "trustDomain", domain));
    config
        .strings("trustDomainAliases")
        .forEach(domain -> trustDomain(config, "trustDomainAliases", domain));
    findings.errorIf(
        config.below("meshMTLS").has("ecdhCurves"),
        config.below("meshMTLS"),
        "ecdhCurves",
        "mesh TLS does not support ECDH curves configuration",
        "remove it; tlsDefaults takes it");
  }

  private void trustDomain(Fields config, String field, String domain) {
    List<String> labels = List.of(domain.split("\\.", -1));
    boolean rooted = labels.size() > 1 && labels.get(labels.size() - 1).isEmpty();
    boolean valid =
        labels.subList(0, labels.size() - (rooted ? 1 : 0)).stream().allMatch(LABEL::matches);
    if (!valid) {
      String message =
          domain.isEmpty()
              ? "empty domain name not allowed"
              : "trust domain name \"" + domain + "\" invalid";
      findings.error(config, field, domain, message, "write a DNS name, as example.com");
    }
  }
}
