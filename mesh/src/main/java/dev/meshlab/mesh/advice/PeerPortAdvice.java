package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Ports of {@code portLevelMtls} that are a Service's where the pod's own are asked for
 * (istio/istio, pilot/pkg/security/authn, and core/listener_inbound.go
 * buildInboundPassthroughChains for a port without a Service).
 */
final class PeerPortAdvice implements Adviser {

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
        NavigableSet<Integer> meant =
            isServed(context, chosen, port) ? new TreeSet<>() : meant(context, chosen, port);
        if (!meant.isEmpty()) {
          advice.add(advice(rule, spec, port, meant));
        }
      }
    }
    return advice;
  }

  /** True if it is a port of one of the pods. */
  private static boolean isServed(AdviceContext context, List<Pod> pods, String port) {
    return pods.stream()
        .flatMap(pod -> context.mesh().servedPorts(pod).stream())
        .anyMatch(served -> String.valueOf(served.number()).equals(port));
  }

  /** The ports of the pods to which Services of theirs lead by a port. */
  private static NavigableSet<Integer> meant(AdviceContext context, List<Pod> pods, String port) {
    NavigableSet<Integer> targets = new TreeSet<>();
    for (Service service : context.mesh().services()) {
      for (ServicePort each : service.ports()) {
        if (String.valueOf(each.number()).equals(port)) {
          context.mesh().selectedPods(service).stream()
              .filter(pods::contains)
              .flatMap(pod -> Stream.ofNullable(each.targetOf(pod)))
              .forEach(targets::add);
        }
      }
    }
    return targets;
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
