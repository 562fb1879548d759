package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.Labels;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.name.LabelIndex;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Policies and EnvoyFilters for pods of which there are none, or none with a sidecar. */
final class PodsOfPolicies {

  private static final String FILTER = "EnvoyFilter";

  private final AdviceContext context;
  private final String rootNamespace;
  private final LabelIndex<Pod> pods;

  private PodsOfPolicies(AdviceContext context) {
    this.context = context;
    this.rootNamespace = context.mesh().config().rootNamespace();
    this.pods = new LabelIndex<>(context.mesh().pods(), Pod::labels);
  }

  static Stream<Diagnostic> find(AdviceContext context) {
    PodsOfPolicies policies = new PodsOfPolicies(context);
    Stream<Document> ofSecurity =
        Stream.of("AuthorizationPolicy", "PeerAuthentication")
            .flatMap(kind -> context.manifests().of("security.istio.io", kind).stream());
    Stream<Document> filters =
        context.manifests().of(AdviceContext.NETWORKING, FILTER).stream()
            .filter(filter -> !Patches.ofPods(filter).isEmpty());
    return Stream.concat(ofSecurity, filters).flatMap(policy -> policies.note(policy).stream());
  }

  private Optional<Diagnostic> note(Document policy) {
    List<Pod> selected = selected(policy);
    if (selected.isEmpty()) {
      return Optional.of(note(policy, "%s, and no pod of the manifests is one"));
    }
    return selected.stream().noneMatch(pod -> context.mesh().injection(pod).hasSidecar())
        ? Optional.of(note(policy, "%s, and these have no sidecar"))
        : Optional.empty();
  }

  /** The pods that a policy is for, in words. */
  private String described(Document policy) {
    Map<String, String> labels = labels(policy);
    String where =
        policy.namespace().equals(rootNamespace)
            ? "of all namespaces"
            : "of namespace " + policy.namespace();
    return "is for pods " + where + (labels.isEmpty() ? "" : " with " + Labels.written(labels));
  }

  private static Map<String, String> labels(Document policy) {
    Fields selector = AdviceContext.spec(policy).below(selector(policy));
    return selector.stringMap(isFilter(policy) ? "labels" : "matchLabels");
  }

  private List<Pod> selected(Document policy) {
    boolean everywhere = policy.namespace().equals(rootNamespace);
    return pods.selected(labels(policy)).stream()
        .filter(pod -> everywhere || policy.namespace().equals(pod.namespace()))
        .toList();
  }

  private static boolean isFilter(Document policy) {
    return policy.kind().equals(FILTER);
  }

  private static String selector(Document policy) {
    return isFilter(policy) ? "workloadSelector" : "selector";
  }

  private Diagnostic note(Document policy, String sentence) {
    Fields spec = AdviceContext.spec(policy);
    String selector = selector(policy);
    return spec.diagnostic(
            DiagnosticId.NO_SUCH_PODS,
            spec.has(selector) ? selector : "",
            sentence.formatted(described(policy)),
            "")
        .idling(isFilter(policy) ? Patches.ofPods(policy) : List.of(Idle.whole(policy.position())));
  }
}
