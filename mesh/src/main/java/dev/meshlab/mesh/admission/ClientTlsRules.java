package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** The webhook's rules for the TLS of a DestinationRule (ValidateTLS). */
final class ClientTlsRules {

  private static final List<String> FILES =
      List.of("clientCertificate", "caCertificates", "privateKey", "caCrl");

  private final Findings findings;

  ClientTlsRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields tls) {
    String mode = tls.string("mode", "DISABLE");
    boolean mutual = mode.equals("MUTUAL");
    boolean simple = mode.equals("SIMPLE");
    boolean credential = isSet(tls, "credentialName");
    if (tls.bool("insecureSkipVerify", false) && (simple || mutual)) {
      boolean verifies =
          isSet(tls, "caCertificates") || tls.has("subjectAltNames") || (simple && credential);
      findings.errorIf(
          verifies,
          tls,
          "insecureSkipVerify",
          "cannot specify CaCertificates or %sSubjectAltNames when InsecureSkipVerify is set true"
              .formatted(simple ? "CredentialName or " : ""),
          "remove insecureSkipVerify");
    }
    if (credential && (simple || mutual)) {
      findings.errorIf(
          FILES.stream().anyMatch(file -> isSet(tls, file)),
          tls,
          "credentialName",
          "cannot specify client certificates or CA certificate or CA CRL If credentialName is set",
          "keep either the files or credentialName");
    } else if (mutual) {
      String hint = "name the file, or a credentialName";
      findings.errorIf(
          !isSet(tls, "clientCertificate"),
          tls,
          "clientCertificate",
          "client certificate required for mutual tls",
          hint);
      findings.errorIf(
          !isSet(tls, "privateKey"),
          tls,
          "privateKey",
          "private key required for mutual tls",
          hint);
    }
  }

  static boolean isSet(Fields tls, String field) {
    return !tls.string(field, "").isEmpty();
  }
}
