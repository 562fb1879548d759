package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.GuardedPods;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules on who calls, for pods to which a DestinationRule has callers speak plain text. An identity
 * comes with a certificate, which only mutual TLS shows (istio.io, "authorization policy").
 */
final class IdentityAdvice implements Adviser {

  private static final List<String> SOURCES =
      List.of("principals", "namespaces", "serviceAccounts");

  private static final Set<String> CONDITIONS =
      Set.of("source.principal", "source.namespace", "source.serviceAccount");

  /** A field that asks for an identity. */
  private record Asking(Fields holder, String field) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Policy> plain =
        context.policies().stream()
            .filter(policy -> policy.block("tls").string("mode", "").equals("DISABLE"))
            .filter(policy -> isApplied(context, policy))
            .filter(policy -> !MutualTlsAdvice.isPassedBy(context, policy))
            .toList();
    GuardedPods pods = new GuardedPods(context.mesh());
    return context.manifests().of("security.istio.io", "AuthorizationPolicy").stream()
        .flatMap(rule -> advise(rule, plain(context.mesh(), plain, pods.of(rule)).stream()))
        .toList();
  }

  private static boolean isApplied(AdviceContext context, Policy policy) {
    String namespace = policy.document().namespace();
    return policy.services().stream()
        .flatMap(service -> context.mesh().destinationRule(context.client(), service).stream())
        .map(DestinationRule::namespace)
        .anyMatch(namespace::equals);
  }

  /** The first of some policies under which calls reach any of some pods. */
  private static Optional<Policy> plain(Mesh mesh, List<Policy> policies, List<Pod> pods) {
    return policies.stream()
        .filter(policy -> behind(mesh, policy).anyMatch(pods::contains))
        .findFirst();
  }

  private static Stream<Pod> behind(Mesh mesh, Policy policy) {
    return policy
        .ports()
        .flatMap(
            port ->
                policy.services().stream()
                    .filter(service -> service.ports().contains(port))
                    .flatMap(service -> mesh.endpoints(service, port).stream()))
        .filter(endpoint -> endpoint.matches(policy.labels()))
        .flatMap(endpoint -> mesh.pod(endpoint).stream());
  }

  private static Stream<Diagnostic> advise(Document rule, Stream<Policy> plain) {
    String effect = AuthorizationAdvice.effect(AdviceContext.spec(rule).string("action", ""));
    return plain.flatMap(policy -> asking(rule).map(field -> advice(field, policy, effect)));
  }

  private static Stream<Asking> asking(Document policy) {
    return AdviceContext.spec(policy).children("rules").stream()
        .flatMap(rule -> Stream.concat(ofSources(rule), ofConditions(rule)));
  }

  private static Stream<Asking> ofSources(Fields rule) {
    return rule.children("from").stream()
        .map(from -> from.below("source"))
        .flatMap(
            source -> SOURCES.stream().filter(source::has).map(name -> new Asking(source, name)));
  }

  private static Stream<Asking> ofConditions(Fields rule) {
    return rule.children("when").stream()
        .filter(condition -> CONDITIONS.contains(condition.string("key", "")))
        .filter(condition -> condition.has("values"))
        .map(condition -> new Asking(condition, "values"));
  }

  private static Diagnostic advice(Asking asking, Policy policy, String effect) {
    Document rule = policy.document();
    String message =
        "DestinationRule %s/%s has callers of %s speak plain text, which shows no identity: of their calls this rule %s"
            .formatted(rule.namespace(), rule.name(), policy.host(), effect);
    return asking
        .holder()
        .diagnostic(
            DiagnosticId.SOURCE_WITHOUT_IDENTITY,
            asking.field(),
            message,
            "# in DestinationRule %s/%s:\ntls:\n  mode: ISTIO_MUTUAL"
                .formatted(rule.namespace(), rule.name()));
  }
}
