package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Routes to subsets of a DestinationRule that the caller does not get: a subset counts for those to
 * whom its rule is applied (istio/istio, model.PushContext.destinationRule).
 */
final class UnseenSubsetAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    return context.mesh().services(context.client()).stream()
        .flatMap(service -> context.mesh().virtualService(context.client(), service).stream())
        .distinct()
        .flatMap(rule -> unseen(context, rule))
        .toList();
  }

  private static Stream<Diagnostic> unseen(AdviceContext context, VirtualService rule) {
    return rule.http().stream()
        .map(Fields::unnoted)
        .flatMap(http -> http.children("route").stream())
        .map(to -> to.below("destination"))
        .flatMap(to -> unseen(context, rule, to).stream());
  }

  private static Optional<Diagnostic> unseen(
      AdviceContext context, VirtualService rule, Fields destination) {
    String subset = destination.string("subset", "");
    return context
        .mesh()
        .service(rule.resolve(destination.string("host", "")))
        .filter(service -> context.mesh().subsets(service.host()).contains(subset))
        .flatMap(service -> unseen(context, service, destination, subset));
  }

  private static boolean isFor(Document rule, Service service) {
    String host = AdviceContext.spec(rule).string("host", "");
    return Hosts.covers(Hosts.resolve(host, rule.namespace()), service.host());
  }

  /** istiod looks in the caller's namespace, then in the Service's, then in the root. */
  private static boolean isLookedAt(AdviceContext context, String namespace, Service service) {
    return List.of(
            context.client().namespace(),
            service.namespace(),
            context.mesh().config().rootNamespace())
        .contains(namespace);
  }

  private static Optional<Diagnostic> unseen(
      AdviceContext context, Service service, Fields destination, String subset) {
    Optional<DestinationRule> applied = context.mesh().destinationRule(context.client(), service);
    if (applied.flatMap(rule -> rule.subset(subset)).isPresent()) {
      return Optional.empty();
    }
    String instead =
        applied
            .map(rule -> ", who get DestinationRule %s/%s".formatted(rule.namespace(), rule.name()))
            .orElse("");
    boolean inPlace =
        context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
            .filter(rule -> isFor(rule, service))
            .anyMatch(rule -> isLookedAt(context, rule.namespace(), service));
    String message =
        "the DestinationRule that defines this subset is not applied to callers in namespace %s%s: their calls on this route fail with UNAVAILABLE"
            .formatted(context.client().namespace(), instead);
    return Optional.of(
        destination
            .diagnostic(
                DiagnosticId.UNKNOWN_SUBSET,
                "subset",
                message,
                applied.isPresent()
                    ? "# define the subset in %s/%s, too"
                        .formatted(applied.get().namespace(), applied.get().name())
                    : inPlace
                        ? "# export that rule to namespace " + context.client().namespace()
                        : "# move that rule to namespace " + service.namespace())
            .withValue(subset));
  }
}
