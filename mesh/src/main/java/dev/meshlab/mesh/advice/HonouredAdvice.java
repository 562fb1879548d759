package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.unplayed.Unplayed;
import dev.meshlab.mesh.unplayed.UnplayedObjects;
import java.util.ArrayList;
import java.util.List;

/** Objects that a cluster takes into account and the lab does not, or not in full. */
final class HonouredAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    UnplayedObjects.of(context.manifests(), context.mesh()).stream()
        .filter(part -> part.id() == DiagnosticId.NOT_HONOURED)
        .forEach(part -> advice.add(notHonoured(part)));
    context.mesh().deployments().stream()
        .filter(deployment -> deployment.replicas() > Deployment.MOST_PODS)
        .forEach(deployment -> advice.add(tooMany(deployment)));
    return advice;
  }

  private static Diagnostic notHonoured(Unplayed part) {
    boolean whole = part.path().equals("kind");
    Idle.Side side = part.isBehindAddresses() ? Idle.Side.ALL : Idle.Side.BOTH;
    return Diagnostic.of(
            DiagnosticId.NOT_HONOURED,
            part.position(),
            part.path(),
            "the lab does not honour " + part.what(),
            whole ? "# a cluster would; here it changes nothing" : "")
        .idling(List.of(new Idle(part.object().position(), whole ? "" : part.path(), side)));
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
