package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sidecar objects for the same pods, of which one is applied, and Sidecars for no pod (IST0110,
 * IST0111; istio/istio, model/sidecar.go).
 */
final class SidecarAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    LabelIndex<Pod> pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
    Set<String> withPods =
        context.mesh().pods().stream().map(Pod::namespace).collect(Collectors.toSet());
    Map<String, Document> general = new HashMap<>();
    Map<Pod, Document> special = new HashMap<>();
    List<Diagnostic> advice = new ArrayList<>();
    for (Document sidecar : context.oldestFirst("Sidecar")) {
      Fields selector = AdviceContext.spec(sidecar).below("workloadSelector");
      Map<String, String> labels = selector.stringMap("labels");
      if (labels.isEmpty()) {
        Optional.ofNullable(general.putIfAbsent(sidecar.namespace(), sidecar))
            .map(other -> second(sidecar, other, "the namespace"))
            .ifPresent(advice::add);
      } else {
        List<Pod> own =
            pods.selected(labels).stream()
                .filter(pod -> pod.namespace().equals(sidecar.namespace()))
                .toList();
        own.stream()
            .flatMap(
                pod ->
                    Optional.ofNullable(special.putIfAbsent(pod, sidecar))
                        .map(other -> second(sidecar, other, "pod " + pod.name()))
                        .stream())
            .findFirst()
            .ifPresent(advice::add);
        if (own.isEmpty() && withPods.contains(sidecar.namespace())) {
          advice.add(forNone(selector, sidecar.namespace()));
        }
      }
    }
    return advice;
  }

  private static Diagnostic second(Document sidecar, Document other, String of) {
    return Fields.of(sidecar)
        .below("metadata")
        .diagnostic(
            DiagnosticId.TWO_SIDECARS,
            "name",
            "Sidecar %s (%s) is for %s, too: only the older of the two is applied"
                .formatted(other.name(), other.position(), of),
            "# one Sidecar with what both say");
  }

  private static Diagnostic forNone(Fields selector, String namespace) {
    return selector.diagnostic(
        DiagnosticId.POLICY_WITHOUT_PODS,
        "labels",
        "match no pod of namespace %s, so that this Sidecar is for none".formatted(namespace),
        "# the labels of the pods that it is for");
  }
}
