package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gateways whose selector chooses no pod. */
public final class GatewayPodAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Pod> gateways =
        context.mesh().pods().stream()
            .filter(pod -> pod.labels().containsKey(IstioNames.GATEWAY_LABEL))
            .toList();
    LabelIndex<Pod> pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
    List<Diagnostic> advice = new ArrayList<>();
    for (Document gateway : context.manifests().of(AdviceContext.NETWORKING, "Gateway")) {
      Fields spec = AdviceContext.spec(gateway);
      Map<String, String> selector = spec.stringMap("selector");
      boolean chosen = !pods.selected(selector).isEmpty();
      if (!selector.isEmpty() && !chosen) {
        advice.add(gateways.isEmpty() ? presumed(spec) : missed(spec, gateways.get(0)));
      }
    }
    return advice;
  }

  private static Diagnostic missed(Fields spec, Pod gateway) {
    return spec.diagnostic(
        DiagnosticId.GATEWAY_WITHOUT_PODS,
        "selector",
        "no pod has these labels, so no gateway opens these ports",
        "selector:\n  istio: " + gateway.labels().get(IstioNames.GATEWAY_LABEL));
  }

  private static Diagnostic presumed(Fields spec) {
    return spec.diagnostic(
        DiagnosticId.GATEWAY_PRESUMED,
        "selector",
        "no pod of these manifests has these labels; the lab assumes that the cluster's gateway"
            + " has them",
        "# add the gateway's Deployment, or compare: kubectl get pods -A -l istio");
  }
}
