package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies for pods of which there are none, or none with a sidecar. */
final class PodsOfPolicies {

  private static final String SELECTOR = "selector";

  private PodsOfPolicies() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return Stream.of("AuthorizationPolicy", "PeerAuthentication")
        .flatMap(kind -> context.manifests().of("security.istio.io", kind).stream())
        .flatMap(policy -> note(context, policy).stream());
  }

  private static Optional<Diagnostic> note(AdviceContext context, Document policy) {
    List<Pod> pods =
        context.mesh().pods().stream().filter(pod -> isFor(context, policy, pod)).toList();
    if (pods.isEmpty()) {
      return Optional.of(note(policy, "no pod is as the policy selects"));
    }
    return pods.stream().noneMatch(pod -> context.mesh().injection(pod).hasSidecar())
        ? Optional.of(note(policy, "the pods that the policy selects have no sidecar"))
        : Optional.empty();
  }

  private static boolean isFor(AdviceContext context, Document policy, Pod pod) {
    Map<String, String> labels =
        AdviceContext.spec(policy).below(SELECTOR).stringMap("matchLabels");
    boolean everywhere = policy.namespace().equals(context.mesh().config().rootNamespace());
    return (everywhere || policy.namespace().equals(pod.namespace()))
        && Labels.satisfy(labels, pod.labels());
  }

  private static Diagnostic note(Document policy, String message) {
    Fields spec = AdviceContext.spec(policy);
    return spec.diagnostic(
            DiagnosticId.NO_SUCH_PODS, spec.has(SELECTOR) ? SELECTOR : "", message, "")
        .idling(List.of(Idle.whole(policy.position())));
  }
}
