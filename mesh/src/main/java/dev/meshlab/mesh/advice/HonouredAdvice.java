package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.schema.KindTrait;
import java.util.ArrayList;
import java.util.List;

/** Objects that a cluster takes into account and the lab does not, or not in full. */
final class HonouredAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().documents()) {
      if (!KindTrait.PLAYED.isOf(document) && !KindTrait.IDLE.isOf(document)) {
        advice.add(
            notHonoured(
                document,
                "kind",
                "the lab does not honour " + document.kind(),
                "# a cluster would; here it changes nothing"));
      }
    }
    for (Document service : context.manifests().of("", "Service")) {
      if (Fields.of(service).below("spec").string("type", "").equals("ExternalName")) {
        String message = "the lab does not honour Services of type ExternalName";
        advice.add(notHonoured(service, "spec.type", message, ""));
      }
    }
    context.mesh().deployments().stream()
        .filter(deployment -> deployment.replicas() > Deployment.MOST_PODS)
        .forEach(deployment -> advice.add(tooMany(deployment)));
    return advice;
  }

  private static Diagnostic notHonoured(
      Document document, String path, String message, String fix) {
    return Diagnostic.of(DiagnosticId.NOT_HONOURED, document.position(), path, message, fix);
  }

  private static Diagnostic tooMany(Deployment deployment) {
    return Diagnostic.of(
            DiagnosticId.TOO_MANY_REPLICAS,
            deployment.position(),
            "spec.replicas",
            "the lab knows only the first %d pods of a workload".formatted(Deployment.MOST_PODS),
            "")
        .withValue(String.valueOf(deployment.replicas()));
  }
}
