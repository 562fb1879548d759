package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Objects of which the cluster itself says, in their status, that it does not take them (IST0171):
 * only objects that were read from a cluster have one.
 */
final class ReportedConditionAdvice implements Adviser {

  private static final Set<String> CONDITIONS =
      Set.of(
          "Accepted",
          "Programmed",
          "ResolvedRefs",
          "ZtunnelAccepted",
          "WaypointAccepted",
          "istio.io/WaypointBound");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    return context.manifests().documents().stream()
        .flatMap(ReportedConditionAdvice::refusals)
        .toList();
  }

  private static Stream<Diagnostic> refusals(Document document) {
    Fields status = Fields.of(document).below("status");
    return Stream.concat(Stream.of(status), status.children("parents").stream())
        .flatMap(holder -> holder.children("conditions").stream())
        .filter(condition -> CONDITIONS.contains(condition.string("type", "")))
        .filter(condition -> condition.string("status", "").equals("False"))
        .map(ReportedConditionAdvice::advice);
  }

  private static Diagnostic advice(Fields condition) {
    String message = condition.string("message", "");
    return condition.diagnostic(
        DiagnosticId.REFUSED_BY_CLUSTER,
        "type",
        "the cluster says: not %s, for the reason %s%s"
            .formatted(
                condition.string("type", ""),
                condition.string("reason", ""),
                message.isEmpty() ? "" : " (" + message.strip() + ")"),
        "# kubectl describe shows the object's conditions");
  }
}
