package dev.meshlab.mesh.admission;

import dev.meshlab.mesh.manifest.Fields;
import java.util.List;

/** Errors that the API server finds in the probes of a container (kubernetes, validateProbe). */
final class ProbeRules {

  private static final List<String> PROBES =
      List.of("livenessProbe", "readinessProbe", "startupProbe");
  private static final List<String> HANDLERS = List.of("exec", "httpGet", "tcpSocket", "grpc");

  private final Findings findings;

  ProbeRules(Findings findings) {
    this.findings = findings;
  }

  void check(Fields container) {
    for (String name : PROBES) {
      container.child(name).ifPresent(probe -> check(container, name, probe));
    }
  }

  private void check(Fields container, String name, Fields probe) {
    List<String> given = HANDLERS.stream().filter(probe::has).toList();
    if (given.isEmpty()) {
      String hint = "write one of " + String.join(", ", HANDLERS);
      findings.error(container, name, "must specify a handler type", hint);
    }
    findings.errorIf(
        given.size() > 1,
        container,
        name,
        "may not specify more than 1 handler type",
        "keep one of " + String.join(", ", given));
    for (String handler : given) {
      Fields fields = probe.below(handler);
      boolean hasPort = handler.equals("exec") || fields.has("port");
      findings.errorIf(!hasPort, fields, "port", "Required value", "say which port to ask");
    }
  }
}
