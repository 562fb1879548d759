package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;

/** The names of gateways that a route is for (validateGatewayNames). */
final class GatewayNameRules {

  private static final String FIELD = "gateways";

  private final Findings findings;

  GatewayNameRules(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param fields what may have a list of {@code gateways}
   */
  void check(Fields fields) {
    for (String name : fields.strings(FIELD)) {
      int slash = name.indexOf('/');
      if (slash < 0) {
        findings.refuse(fields, FIELD, name, DnsNames.fullName(name), "write namespace/name");
        return; // as the webhook does, without a look at the others
      }
      String namespace = name.substring(0, slash);
      String gateway = name.substring(slash + 1);
      if (!DnsNames.isLabel(namespace)) {
        String message = "invalid value for namespace: \"" + namespace + "\"";
        findings.error(fields, FIELD, name, message, "write namespace/name");
      }
      if (!DnsNames.isLabel(gateway)) {
        String message = "invalid value for gateway name: \"" + gateway + "\"";
        findings.error(fields, FIELD, name, message, "write namespace/name");
      }
    }
  }
}
