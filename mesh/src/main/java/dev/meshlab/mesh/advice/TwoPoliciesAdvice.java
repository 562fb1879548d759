package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.HostPolicy;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.advice.security.MutualTlsAdvice;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * DestinationRules of one host. Of one namespace the first gives the policy and all give subsets,
 * if the same callers see them; else one alone applies to a caller (PushContext.destinationRule).
 */
final class TwoPoliciesAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    Map<String, List<HostPolicy>> byHost =
        context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
            .map(document -> HostPolicy.of(document, context.mesh().config()))
            .sorted(HostPolicy.BY_AGE)
            .collect(Collectors.groupingBy(HostPolicy::host));
    List<Diagnostic> advice = new ArrayList<>();
    byHost.values().forEach(rules -> sameHost(context, rules, advice));
    return advice;
  }

  private static void sameHost(
      AdviceContext context, List<HostPolicy> rules, List<Diagnostic> advice) {
    for (int i = 0; i < rules.size(); i++) {
      HostPolicy rule = rules.get(i);
      List<HostPolicy> older = rules.subList(0, i);
      merged(context, rule, older)
          .or(() -> apart(rule, older))
          .or(() -> alone(context, rule, rules))
          .ifPresent(advice::add);
    }
  }

  /** Advice on a policy of the host, or of a subset, that an older rule sets already. */
  private static Optional<Diagnostic> merged(
      AdviceContext context, HostPolicy rule, List<HostPolicy> older) {
    for (HostPolicy other : older.stream().filter(rule::isMergedWith).toList()) {
      Set<String> twice = rule.subsets();
      twice.retainAll(other.subsets());
      if (rule.spec().has("trafficPolicy") && other.spec().has("trafficPolicy")) {
        String message =
            "the policy of DestinationRule %s is ignored: %s already sets this host's"
                .formatted(rule.document().name(), other.described());
        return Optional.of(together(context, rule, other, message));
      }
      if (!twice.isEmpty()) {
        String message =
            "what DestinationRule %s says of subset %s is ignored: %s already defines it"
                .formatted(rule.document().name(), String.join(", ", twice), other.described());
        return Optional.of(together(context, rule, other, message));
      }
    }
    return Optional.empty();
  }

  /** The ignored rule comes into force, and so must not hold what the pods refuse. */
  private static Diagnostic together(
      AdviceContext context, HostPolicy rule, HostPolicy older, String message) {
    boolean refused =
        Policy.of(rule.document(), context.mesh())
            .filter(policy -> policy.subset().isEmpty() && policy.port().isEmpty())
            .anyMatch(policy -> MutualTlsAdvice.conflict(context.mesh(), policy).isPresent());
    String fix =
        refused
            ? "# one rule in the place of both, without the tls that the pods refuse\n"
                + Block.of("spec", older.with(rule, Set.of("tls")))
            : "# one rule in the place of both\n" + Block.of("spec", older.with(rule));
    return advice(rule, message, fix);
  }

  /** Rules of one namespace that are exported differently are not merged, and the last one wins. */
  private static Optional<Diagnostic> apart(HostPolicy rule, List<HostPolicy> older) {
    return older.stream()
        .filter(rule::isBeside)
        .filter(other -> !rule.isMergedWith(other))
        .filter(other -> rule.isSeenFrom(rule.namespace()) && other.isSeenFrom(rule.namespace()))
        .findFirst()
        .map(
            other ->
                instead(
                    rule,
                    other,
                    "this rule applies to callers that see both, and nothing of %s does, which is"
                        + " exported to others"));
  }

  /** A caller asks its own namespace, then the Service's, then the root namespace. */
  private static Optional<Diagnostic> alone(
      AdviceContext context, HostPolicy rule, List<HostPolicy> all) {
    String message =
        rule.namespace().equals(context.mesh().config().rootNamespace())
            ? "this rule applies to no caller that sees %s in the Service's namespace"
            : "this rule applies to callers in namespace "
                + rule.namespace()
                + " only, and nothing of %s in the Service's namespace applies to them";
    return context.mesh().service(rule.host()).stream()
        .filter(service -> !service.namespace().equals(rule.namespace()))
        .flatMap(
            service -> all.stream().filter(other -> other.namespace().equals(service.namespace())))
        .filter(other -> other.isSeenFrom(rule.namespace()))
        .findFirst()
        .map(other -> instead(rule, other, message));
  }

  private static Diagnostic instead(HostPolicy rule, HostPolicy other, String message) {
    String fix = "# with what the other says\n" + Block.of("spec", rule.with(other));
    return advice(rule, message.formatted(other.described()), fix);
  }

  private static Diagnostic advice(HostPolicy rule, String message, String fix) {
    return rule.spec()
        .diagnostic(DiagnosticId.TWO_RULES, "host", message, fix)
        .idling(rule.document().position());
  }
}
