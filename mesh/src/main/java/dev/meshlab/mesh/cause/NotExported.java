package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.HostPolicy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Rules;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Rules that the caller's namespace does not see, as they or the mesh config say. */
final class NotExported {

  private static final String FIELD = "exportTo";

  private final AdviceContext context;
  private final Caller caller;

  private NotExported(AdviceContext context, Caller caller) {
    this.context = context;
    this.caller = caller;
  }

  static Stream<Diagnostic> find(AdviceContext context) {
    return Caller.of(context.mesh(), context.client()).stream()
        .flatMap(caller -> new NotExported(context, caller).notes());
  }

  private Stream<Diagnostic> notes() {
    return Stream.concat(
            context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
                .filter(this::isHiddenPolicy),
            context.virtualServices().stream().filter(this::isHiddenRoute))
        .map(this::note);
  }

  /** Delegates that the namespaces of the rules which lead to them do not see. */
  static Stream<Diagnostic> ofDelegates(AdviceContext context) {
    return context.virtualServices().stream()
        .filter(rule -> AdviceContext.spec(rule).strings("hosts").isEmpty())
        .flatMap(rule -> hidden(rule, context.roots(rule)).stream());
  }

  private static Optional<Diagnostic> hidden(Document rule, List<Document> roots) {
    Fields spec = AdviceContext.spec(rule);
    Set<String> readers = Set.copyOf(spec.strings(FIELD));
    return roots.isEmpty()
            || roots.stream()
                .anyMatch(root -> Rules.reaches(readers, rule.namespace(), root.namespace()))
        ? Optional.empty()
        : Optional.of(
            spec.diagnostic(
                    DiagnosticId.NOT_EXPORTED,
                    FIELD,
                    "is not shown to namespace %s, where %s leads to it (exportTo)"
                        .formatted(roots.get(0).namespace(), roots.get(0).described()),
                    "")
                .idling(rule.position()));
  }

  /** One with a selector is for its own namespace whatever it says. */
  private boolean isHiddenPolicy(Document document) {
    HostPolicy policy = HostPolicy.of(document, context.mesh().config());
    return policy.rule().workloads().isEmpty()
        && caller.namespaces().stream().noneMatch(policy::isSeenFrom);
  }

  /** One for the other side, or without hosts, has another cause. */
  private boolean isHiddenRoute(Document rule) {
    List<String> gateways =
        AdviceContext.gateways(rule).stream()
            .filter(name -> name.equals(VirtualService.MESH) != caller.isAtGateways())
            .toList();
    return !gateways.isEmpty()
        && !AdviceContext.spec(rule).strings("hosts").isEmpty()
        && caller.namespaces().stream()
            .noneMatch(from -> gateways.stream().anyMatch(name -> isBound(rule, from, name)));
  }

  private boolean isBound(Document rule, String namespace, String gateway) {
    Mesh mesh = context.mesh();
    return mesh.boundRules(namespace, gateway).inOrder().stream()
        .anyMatch(
            bound ->
                bound.name().equals(rule.name()) && bound.namespace().equals(rule.namespace()));
  }

  private Diagnostic note(Document rule) {
    Fields spec = AdviceContext.spec(rule);
    String message =
        caller.isAtGateways()
            ? "is not shown to the namespace of a gateway (exportTo)"
            : "is not shown to namespace %s, where this caller is (exportTo)"
                .formatted(caller.namespaces().get(0));
    return spec.diagnostic(DiagnosticId.NOT_EXPORTED, spec.has(FIELD) ? FIELD : "", message, "")
        .idling(List.of(new Idle(rule.position(), "", caller.side())));
  }
}
