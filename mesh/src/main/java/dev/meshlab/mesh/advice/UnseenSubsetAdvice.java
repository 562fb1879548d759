package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.HostPolicy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  /**
   * istiod looks in the caller's namespace, then in the Service's, then in the root, and stays at
   * the first that has a rule for the host, be it for other callers.
   */
  private static String remedy(AdviceContext context, Service service) {
    String namespace = context.client().namespace();
    List<HostPolicy> rules =
        context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
            .map(document -> HostPolicy.of(document, context.mesh().config()))
            .filter(policy -> Hosts.covers(policy.host(), service.host()))
            .toList();
    Optional<HostPolicy> selective =
        rules.stream()
            .filter(policy -> policy.namespace().equals(namespace))
            .filter(policy -> !policy.rule().workloads().isEmpty())
            .findFirst();
    if (selective.isPresent()) {
      return "# DestinationRule %s/%s hides all others from this namespace: narrow its host, or drop its workloadSelector"
          .formatted(namespace, selective.get().document().name());
    }
    Set<String> looked =
        Set.of(namespace, service.namespace(), context.mesh().config().rootNamespace());
    return rules.stream().anyMatch(policy -> looked.contains(policy.namespace()))
        ? "# export that rule to namespace " + namespace
        : "# move that rule to namespace " + service.namespace();
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
    String message =
        "the DestinationRule that defines this subset is not applied to callers in namespace %s%s: their calls on this route fail with UNAVAILABLE"
            .formatted(context.client().namespace(), instead);
    return Optional.of(
        destination
            .diagnostic(
                DiagnosticId.UNKNOWN_SUBSET,
                "subset",
                message,
                applied
                    .map(
                        rule ->
                            "# define the subset in %s/%s, too"
                                .formatted(rule.namespace(), rule.name()))
                    .orElseGet(() -> remedy(context, service)))
            .withValue(subset));
  }
}
