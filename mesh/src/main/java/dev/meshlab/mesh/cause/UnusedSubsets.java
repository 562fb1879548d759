package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.RoutedSubsets;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.stream.Stream;

/** Subsets to which no VirtualService leads: they are sent, and no call takes them. */
final class UnusedSubsets {

  private UnusedSubsets() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
        .flatMap(rule -> unused(context.routedSubsets(), rule));
  }

  private static Stream<Diagnostic> unused(RoutedSubsets routed, Document rule) {
    Fields spec = AdviceContext.spec(rule);
    String host = Hosts.resolve(spec.string("host", ""), rule.namespace());
    return spec.children("subsets").stream()
        .filter(subset -> !routed.lead(host, subset.string("name", "")))
        .map(subset -> unused(rule, subset));
  }

  private static Diagnostic unused(Document rule, Fields subset) {
    return subset
        .diagnostic(DiagnosticId.UNUSED_SUBSET, "name", "no route leads to this subset", "")
        .idling(List.of(new Idle(rule.position(), subset.path(), Side.BOTH)));
  }
}
