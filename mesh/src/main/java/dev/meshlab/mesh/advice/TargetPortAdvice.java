package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import java.util.ArrayList;
import java.util.List;

/** Names of container ports that the pods of a Service do not have. */
final class TargetPortAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Service service : context.mesh().services()) {
      for (ServicePort port : service.ports()) {
        if (isUnknown(context, service, port)) {
          advice.add(unknown(port));
        }
      }
    }
    return advice;
  }

  private static boolean isUnknown(AdviceContext context, Service service, ServicePort port) {
    return !service.selector().isEmpty()
        && port.numericTarget().isEmpty()
        && context.mesh().endpoints(service, port).isEmpty()
        && !context.mesh().selectedPods(service).isEmpty();
  }

  private static Diagnostic unknown(ServicePort port) {
    return Diagnostic.of(
            DiagnosticId.UNKNOWN_TARGET_PORT,
            port.position(),
            "spec.ports.targetPort",
            "the selected pods have no port of this name",
            "# give this name to the container's port, or write the port's number here")
        .withValue(port.targetPort());
  }
}
