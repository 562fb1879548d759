package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.GuardedPods;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Pod;
import dev.meshlab.mesh.model.ServedPort;
import dev.meshlab.mesh.model.security.MutualTls;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules on who calls, for pods to which callers speak plain text. An identity comes with a
 * certificate, which only mutual TLS shows (istio.io, "authorization policy").
 */
public final class IdentityAdvice implements Adviser {

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
            .filter(policy -> policy.isApplied(context.mesh(), context.client()))
            .filter(policy -> !MutualTlsAdvice.isPassedBy(context, policy))
            .toList();
    GuardedPods pods = new GuardedPods(context.mesh());
    return context.manifests().of("security.istio.io", "AuthorizationPolicy").stream()
        .flatMap(
            rule ->
                of(context.mesh(), plain, pods.of(rule)).stream()
                    .flatMap(cause -> advise(rule, cause)))
        .toList();
  }

  /**
   * A cause why callers show no identity.
   *
   * @param clause the cause, as the beginning of a sentence
   */
  private record Cause(String clause, String fix) {

    static Cause of(Policy policy) {
      Document rule = policy.document();
      return new Cause(
          "DestinationRule %s/%s has callers of %s speak plain text"
              .formatted(rule.namespace(), rule.name(), policy.host()),
          "# in DestinationRule %s/%s:\ntls:\n  mode: ISTIO_MUTUAL"
              .formatted(rule.namespace(), rule.name()));
    }
  }

  private static final Cause NOT_TAKEN =
      new Cause(
          "a PeerAuthentication of mode DISABLE has callers of these pods speak plain text",
          "# in the PeerAuthentication of these pods: mode PERMISSIVE or STRICT");

  private static Optional<Cause> of(Mesh mesh, List<Policy> plain, List<Pod> pods) {
    return !pods.isEmpty() && pods.stream().allMatch(pod -> takesPlainTextOnly(mesh, pod))
        ? Optional.of(NOT_TAKEN)
        : plain(mesh, plain, pods).map(Cause::of);
  }

  private static boolean takesPlainTextOnly(Mesh mesh, Pod pod) {
    List<ServedPort> served = mesh.servedPorts(pod);
    return !served.isEmpty()
        && served.stream()
            .allMatch(port -> mesh.mutualTls(pod, port.number()) == MutualTls.DISABLE);
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

  private static Stream<Diagnostic> advise(Document rule, Cause cause) {
    String effect = AuthorizationAdvice.effect(AdviceContext.spec(rule).string("action", ""));
    return asking(rule).map(field -> advice(field, cause, effect));
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

  private static Diagnostic advice(Asking asking, Cause cause, String effect) {
    return asking
        .holder()
        .diagnostic(
            DiagnosticId.SOURCE_WITHOUT_IDENTITY,
            asking.field(),
            cause.clause() + ", which shows no identity: of their calls this rule " + effect,
            cause.fix());
  }
}
