package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.PodPorts;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;

/**
 * Ports of {@code portLevelMtls} that are a Service's where the pod's own are asked for
 * (istio/istio, pilot/pkg/security/authn, and core/listener_inbound.go
 * buildInboundPassthroughChains for a port without a Service).
 */
public final class PeerPortAdvice implements Adviser {

  private static final String FIELD = "portLevelMtls";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    LabelIndex<Pod> pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
    for (Document rule : context.manifests().of("security.istio.io", "PeerAuthentication")) {
      Fields spec = AdviceContext.spec(rule);
      Map<String, String> labels = spec.below("selector").stringMap("matchLabels");
      for (String port : spec.below(FIELD).names()) {
        List<Pod> chosen =
            pods.selected(labels).stream()
                .filter(pod -> pod.namespace().equals(rule.namespace()))
                .toList();
        NavigableSet<Integer> meant = new PodPorts(context.mesh(), chosen).meant(port);
        if (!meant.isEmpty()) {
          advice.add(advice(rule, spec, port, meant));
        }
      }
    }
    return advice;
  }

  private static Diagnostic advice(
      Document rule, Fields spec, String port, NavigableSet<Integer> meant) {
    Fields ports = spec.below(FIELD);
    String target = String.valueOf(meant.first());
    String message =
        "is a port of the Service, whose calls come to the pod's port %s: portLevelMtls goes by the pod's, so this mode holds for no call to the Service"
            .formatted(target);
    RewrittenFields fixed = RewrittenFields.at(ports);
    ports.names().forEach(each -> fixed.carry(each.equals(port) ? target : each, ports, each));
    return ports
        .diagnostic(DiagnosticId.SERVICE_PORT_MTLS, port, message, Block.of(FIELD, fixed))
        .idling(List.of(new Idle(rule.position(), ports.path(port), Side.BOTH)));
  }
}
