package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.PodTemplates;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Pods that get no sidecar although an annotation asks for one. */
final class PodAdvice implements Adviser {

  private static final String INJECT = "sidecar.istio.io/inject";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Set<String> injected = injected(context);
    for (Document document : context.manifests().documents()) {
      Optional<Fields> template = PodTemplates.of(document);
      if (template.isPresent()) {
        Fields metadata = template.get().below("metadata");
        Fields annotations = metadata.below("annotations");
        boolean asks = annotations.string(INJECT, "").equals("true");
        if (asks
            && !metadata.below("labels").has(INJECT)
            && !injected.contains(document.namespace())) {
          advice.add(byAnnotation(metadata, annotations));
        }
      }
    }
    return advice;
  }

  /** Those whose own labels see to it. */
  private static Set<String> injected(AdviceContext context) {
    return context.manifests().of("", "Namespace").stream()
        .filter(namespace -> isInjected(Fields.of(namespace).below("metadata").below("labels")))
        .map(Document::name)
        .collect(Collectors.toSet());
  }

  private static boolean isInjected(Fields labels) {
    return labels.string("istio-injection", "").equals("enabled") || labels.has("istio.io/rev");
  }

  private static Diagnostic byAnnotation(Fields metadata, Fields annotations) {
    RewrittenFields labels = RewrittenFields.copyOf(metadata.below("labels")).put(INJECT, "true");
    return annotations.diagnostic(
        DiagnosticId.INJECTION_ANNOTATION,
        INJECT,
        "injection by annotation is deprecated, and the webhook looks at labels only: in a"
            + " namespace without istio-injection=enabled this pod gets no sidecar",
        Block.of("labels", labels));
  }
}
