package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.List;
import java.util.Optional;

/** The ports that a destination can name. */
final class DestinationPorts {

  private DestinationPorts() {}

  /** The advice on a port that the Service does not have. */
  static Optional<Diagnostic> unknown(Fields destination, Service service, String consequence) {
    Fields port = destination.below("port");
    Optional<Long> number = port.integer("number");
    if (number.filter(n -> service.port(n.intValue()).isEmpty()).isEmpty()) {
      return Optional.empty();
    }
    List<Integer> ports = service.ports().stream().map(ServicePort::number).toList();
    String message = service.host() + " has no such port, so " + consequence;
    String fix = ports.isEmpty() ? "# add the port to the Service" : "number: " + ports.get(0);
    return Optional.of(
        port.diagnostic(DiagnosticId.UNKNOWN_PORT, "number", message, fix)
            .withValue(String.valueOf(number.get())));
  }
}
