package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.PodTemplates;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.schema.IstioAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Annotations and labels of Istio that stand where it does not look, and annotations that it does
 * not know (IST0107, IST0108).
 */
final class AnnotationAdvice implements Adviser {

  private static final IstioAnnotations KNOWN = IstioAnnotations.ALL;
  private static final KnownNames NAMES = new KnownNames(KNOWN.names());
  private static final String POD = "Pod";
  private static final String INJECT = "sidecar.istio.io/inject";
  private static final String INJECTION = "istio-injection";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().documents()) {
      Fields own = Fields.of(document).below("metadata");
      Optional<Fields> ofPods = PodTemplates.of(document).map(pods -> pods.below("metadata"));
      annotations(own.below("annotations"), document.kind(), ofPods.isPresent(), advice);
      ofPods.ifPresent(pods -> annotations(pods.below("annotations"), POD, false, advice));
      ofPods
          .flatMap(pods -> injectLabel(own.below("labels"), pods.below("labels")))
          .ifPresent(advice::add);
    }
    return advice;
  }

  /**
   * @param hasPods whether objects of this kind make pods, which have annotations of their own
   */
  private static void annotations(
      Fields annotations, String kind, boolean hasPods, List<Diagnostic> advice) {
    for (String name : annotations.names()) {
      int slash = name.indexOf('/');
      if (kind.equals("Namespace") && name.equals(INJECTION)) {
        advice.add(isLabel(annotations));
      } else if (slash > 0 && KNOWN.areIn(name.substring(0, slash))) {
        annotation(annotations, name, kind, hasPods).ifPresent(advice::add);
      }
    }
  }

  private static Optional<Diagnostic> annotation(
      Fields annotations, String name, String kind, boolean hasPods) {
    if (KNOWN.kinds(name).isEmpty()) {
      return NAMES.nearest(name).map(near -> unknown(annotations, name, near));
    }
    return KNOWN.isReadOn(name, kind)
        ? Optional.empty()
        : Optional.of(misplaced(annotations, name, kind, hasPods));
  }

  private static Diagnostic unknown(Fields annotations, String name, String near) {
    return annotations.diagnostic(
        DiagnosticId.UNKNOWN_ANNOTATION,
        name,
        "Istio has no annotation of this name",
        Block.of(
            "annotations",
            RewrittenFields.copyOf(annotations)
                .without(name)
                .put(near, annotations.string(name, ""))));
  }

  private static Diagnostic misplaced(
      Fields annotations, String name, String kind, boolean hasPods) {
    Set<String> kinds = KNOWN.kinds(name).orElse(Set.of());
    return annotations.diagnostic(
        DiagnosticId.MISPLACED_METADATA,
        name,
        "Istio reads this annotation on a %s and not on a %s: it has no effect"
            .formatted(String.join(" or a ", kinds), kind),
        hasPods && kinds.contains(POD)
            ? inTemplate("annotations", name, annotations.string(name, ""))
            : "# on the " + String.join(" or ", kinds));
  }

  private static Diagnostic isLabel(Fields annotations) {
    String value = annotations.string(INJECTION, "");
    return annotations.diagnostic(
        DiagnosticId.MISPLACED_METADATA,
        INJECTION,
        "is a label for Istio: as an annotation it has no effect, and pods get no sidecar",
        "# in metadata:\nlabels:\n  " + Block.of(INJECTION, value));
  }

  /** The label of a workload is not its pods'. */
  private static Optional<Diagnostic> injectLabel(Fields own, Fields ofPods) {
    return own.has(INJECT) && !ofPods.has(INJECT)
        ? Optional.of(
            own.diagnostic(
                DiagnosticId.MISPLACED_METADATA,
                INJECT,
                "Istio reads this label on pods, which have those of the template: it has no effect",
                inTemplate("labels", INJECT, own.string(INJECT, ""))))
        : Optional.empty();
  }

  private static String inTemplate(String block, String name, String value) {
    return "# in spec.template.metadata:\n%s:\n  %s".formatted(block, Block.of(name, value));
  }
}
