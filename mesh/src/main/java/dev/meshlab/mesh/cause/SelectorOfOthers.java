package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** DestinationRules and EnvoyFilters whose {@code workloadSelector} chooses other callers. */
final class SelectorOfOthers {

  private static final String SELECTOR = "workloadSelector";

  /** The selector's own field for labels, which is not the same in both kinds. */
  private static final Map<String, String> LABELS =
      Map.of("DestinationRule", "matchLabels", "EnvoyFilter", "labels");

  private SelectorOfOthers() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    List<Caller> callers = Caller.of(context.mesh(), context.client());
    return LABELS.keySet().stream()
        .sorted()
        .flatMap(kind -> context.manifests().of(AdviceContext.NETWORKING, kind).stream())
        .flatMap(rule -> callers.stream().flatMap(caller -> note(context, rule, caller).stream()));
  }

  /**
   * A DestinationRule with a selector is for its own namespace; an EnvoyFilter of the root
   * namespace is for all.
   */
  private static Optional<Diagnostic> note(AdviceContext context, Document rule, Caller caller) {
    Fields spec = AdviceContext.spec(rule);
    Map<String, String> labels =
        spec.below(SELECTOR).stringMap(LABELS.getOrDefault(rule.kind(), ""));
    boolean everywhere =
        rule.kind().equals("EnvoyFilter")
            && rule.namespace().equals(context.mesh().config().rootNamespace());
    Source source = new Source(labels, everywhere ? "" : rule.namespace(), true);
    List<Idle> idle = idle(rule, caller);
    return labels.isEmpty() || idle.isEmpty() || caller.isIncluded(source)
        ? Optional.empty()
        : Optional.of(
            spec.diagnostic(DiagnosticId.OTHER_CALLERS, SELECTOR, caller.not(source), "")
                .idling(idle));
  }

  private static List<Idle> idle(Document rule, Caller caller) {
    return rule.kind().equals("EnvoyFilter")
        ? Patches.ofCallers(rule, caller.side())
        : List.of(new Idle(rule.position(), "", caller.side()));
  }
}
