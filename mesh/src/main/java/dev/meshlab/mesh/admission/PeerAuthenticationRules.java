package dev.meshlab.mesh.admission;

import com.google.re2j.Pattern;
import dev.meshlab.mesh.manifest.Fields;

/** The rules of the CRD and the webhook for a PeerAuthentication. */
final class PeerAuthenticationRules {

  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final int HIGHEST = 65_535;

  private final Findings findings;

  PeerAuthenticationRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields spec) {
    Fields labels = spec.below("selector").below("matchLabels");
    new LabelRules(findings).checkSelector(labels);
    spec.child("portLevelMtls").ifPresent(ports -> ports(spec, ports, labels));
  }

  private void ports(Fields spec, Fields ports, Fields labels) {
    findings.errorIf(
        labels.names().isEmpty(),
        spec,
        "portLevelMtls",
        "portLevelMtls requires selector",
        "add selector: {matchLabels: …}: ports belong to workloads");
    findings.errorIf(
        ports.names().isEmpty(),
        spec,
        "portLevelMtls",
        "port level mTLS, if defined, must have at least one element",
        "name a port, or remove it");
    for (String port : ports.names()) {
      boolean valid =
          PORT.matches(port) && Integer.parseInt(port) > 0 && Integer.parseInt(port) <= HIGHEST;
      findings.errorIf(
          !valid, ports, port, "port must be between 1-65535", "write the pod's port number");
    }
  }
}
