package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;

/** Port numbers where the schema takes any number and the webhook does not (ValidatePort). */
final class PortRules {

  private static final int HIGHEST = 65_535;

  private PortRules() {}

  /**
   * @param zeroIsAbsent whether 0 stands for no port
   */
  static void check(Findings findings, Fields fields, String field, boolean zeroIsAbsent) {
    fields
        .integer(field)
        .filter(port -> port > HIGHEST || (port == 0 && !zeroIsAbsent))
        .ifPresent(
            port -> {
              String message = "port number " + port + " must be in the range 1..65535";
              findings.error(fields, field, message, "name a port of the Service");
            });
  }
}
