package dev.meshlab.mesh.admission;

import static dev.meshlab.mesh.admission.ClientTlsRules.isSet;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;

/** The webhook's rules for the TLS of a Gateway's server (validateTLSOptions). */
final class ServerTlsRules {

  private static final Set<String> TERMINATING = Set.of("SIMPLE", "MUTUAL", "OPTIONAL_MUTUAL");

  private final Findings findings;

  ServerTlsRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields tls) {
    String mode = tls.string("mode", "PASSTHROUGH");
    schema(tls);
    if (mode.equals("ISTIO_MUTUAL")) {
      istioMutual(tls);
      return;
    }
    sources(tls);
    if (TERMINATING.contains(mode)) {
      terminating(tls, mode);
    }
  }

  /** The rules that the CRD itself has. */
  private void schema(Fields tls) {
    for (String field : List.of("credentialNames", "tlsCertificates")) {
      int size = tls.strings(field).size() + tls.children(field).size();
      String message = "must have 1 or 2 items";
      findings.errorIf(tls.has(field) && (size < 1 || size > 2), tls, field, message, "");
    }
    String message = "only one of credentialName, credentialNames or tlsCertificates can be set";
    boolean both =
        tls.has("credentialNames") && (tls.has("credentialName") || tls.has("tlsCertificates"));
    findings.errorIf(both, tls, "credentialNames", message, "keep one of them");
  }

  private void istioMutual(Fields tls) {
    for (String field :
        List.of(
            "serverCertificate",
            "privateKey",
            "caCertificates",
            "tlsCertificates",
            "credentialName",
            "credentialNames")) {
      boolean given =
          isSet(tls, field) || !tls.children(field).isEmpty() || !tls.strings(field).isEmpty();
      String message = "ISTIO_MUTUAL TLS cannot have associated " + field;
      findings.errorIf(given, tls, field, message, "remove it: Istio brings its own certificates");
    }
  }

  private void sources(Fields tls) {
    int sources = isSet(tls, "serverCertificate") && isSet(tls, "privateKey") ? 1 : 0;
    sources += isSet(tls, "credentialName") ? 1 : 0;
    sources += tls.children("tlsCertificates").isEmpty() ? 0 : 1;
    findings.errorIf(
        sources > 1,
        tls,
        "credentialName",
        "only one of credential_name, credential_names, server_certificate/private_key,"
            + " tls_certificates should be specified",
        "keep one of them");
  }

  private void terminating(Fields tls, String mode) {
    if (isSet(tls, "credentialName") || !tls.strings("credentialNames").isEmpty()) {
      return;
    }
    boolean mutual = !mode.equals("SIMPLE");
    String prefix = mutual ? "MUTUAL TLS" : "SIMPLE TLS";
    String hint = "name a credentialName: the Secret that holds them";
    findings.errorIf(
        mutual && !isSet(tls, "caCertificates"),
        tls,
        "caCertificates",
        prefix + " requires a client CA bundle",
        hint);
    List<Fields> pairs = tls.children("tlsCertificates");
    for (Fields pair : pairs.isEmpty() ? List.of(tls) : pairs) {
      findings.errorIf(
          !isSet(pair, "serverCertificate"),
          pair,
          "serverCertificate",
          prefix + " requires a server certificate",
          hint);
      findings.errorIf(
          !isSet(pair, "privateKey"), pair, "privateKey", prefix + " requires a private key", hint);
    }
    findings.errorIf(
        isSet(tls, "caCrl") && !mutual,
        tls,
        "caCrl",
        "CRL is not supported with SIMPLE TLS",
        "remove it");
  }
}
