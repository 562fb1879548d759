package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Subsets to which no VirtualService leads: they are sent, and no call takes them. */
final class UnusedSubsets {

  /** The hosts to which routes lead, by the subset that they name. */
  private final Map<String, Set<String>> used = new HashMap<>();

  private UnusedSubsets() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    UnusedSubsets subsets = new UnusedSubsets();
    context.virtualServices().forEach(subsets::note);
    return context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
        .flatMap(subsets::unused);
  }

  private void note(Document rule) {
    Fields spec = AdviceContext.spec(rule);
    Stream.of("http", "tcp", "tls")
        .flatMap(section -> spec.children(section).stream())
        .flatMap(UnusedSubsets::destinations)
        .filter(destination -> destination.has("subset"))
        .forEach(
            destination ->
                used.computeIfAbsent(destination.string("subset", ""), subset -> new HashSet<>())
                    .add(Hosts.resolve(destination.string("host", ""), rule.namespace())));
  }

  private static Stream<Fields> destinations(Fields route) {
    return Stream.of(
            route.children("route").stream().map(each -> each.below("destination")),
            route.children("mirrors").stream().map(each -> each.below("destination")),
            route.child("mirror").stream())
        .flatMap(each -> each);
  }

  private Stream<Diagnostic> unused(Document rule) {
    Fields spec = AdviceContext.spec(rule);
    String host = Hosts.resolve(spec.string("host", ""), rule.namespace());
    return spec.children("subsets").stream()
        .filter(
            subset ->
                used.getOrDefault(subset.string("name", ""), Set.of()).stream()
                    .noneMatch(called -> Hosts.covers(host, called)))
        .map(subset -> unused(rule, subset));
  }

  private static Diagnostic unused(Document rule, Fields subset) {
    return subset
        .diagnostic(DiagnosticId.UNUSED_SUBSET, "name", "no route leads to this subset", "")
        .idling(List.of(new Idle(rule.position(), subset.path(), Side.BOTH)));
  }
}
