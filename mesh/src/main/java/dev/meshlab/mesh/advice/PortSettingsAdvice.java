package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;

/** Settings of a DestinationRule for a port that the Service does not have. */
final class PortSettingsAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      boolean known = !policy.services().isEmpty();
      if (known && policy.port().isPresent() && policy.ports().findAny().isEmpty()) {
        advice.add(unknown(policy, policy.port().get()));
      }
    }
    return advice;
  }

  private static Diagnostic unknown(Policy policy, int port) {
    List<Integer> ports =
        policy.services().stream()
            .flatMap(service -> service.meshPorts().stream())
            .map(ServicePort::number)
            .distinct()
            .toList();
    String message =
        "%s has no port %d but %s: these settings apply to nothing"
            .formatted(policy.host(), port, ports);
    String fix =
        ports.isEmpty()
            ? "# add the port to the Service"
            : Block.of("port", RewrittenFields.at(policy.fields()).put("number", ports.get(0)));
    return policy.fields().diagnostic(DiagnosticId.UNKNOWN_PORT, "port", message, fix);
  }
}
