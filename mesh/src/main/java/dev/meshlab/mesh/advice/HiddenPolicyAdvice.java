package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.HostPolicy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * DestinationRules for a wildcard of whose Services each has a more specific rule: rules of
 * different hosts are not merged (istio/istio, model.PushContext.destinationRule,
 * MostSpecificHostMatch).
 */
final class HiddenPolicyAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<HostPolicy> rules =
        context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
            .map(document -> HostPolicy.of(document, context.mesh().config()))
            .toList();
    List<Diagnostic> advice = new ArrayList<>();
    for (HostPolicy rule : rules) {
      if (Hosts.isWildcard(rule.host())) {
        hidden(context, rule, rules).map(by -> advice(rule, by)).ifPresent(advice::add);
      }
    }
    return advice;
  }

  /** The rules that hide one, if no Service is left to it. */
  private static Optional<HostPolicy> hidden(
      AdviceContext context, HostPolicy rule, List<HostPolicy> rules) {
    Map<Service, HostPolicy> hiding = new LinkedHashMap<>();
    List<Service> services = context.mesh().servicesCoveredBy(rule.host());
    for (Service service : services) {
      rules.stream()
          .filter(other -> hides(other, rule, service))
          .findFirst()
          .ifPresent(other -> hiding.put(service, other));
    }
    return services.isEmpty() || hiding.size() < services.size()
        ? Optional.empty()
        : hiding.values().stream().findFirst();
  }

  /**
   * True if whoever sees a rule sees another one of its namespace, which is nearer to a Service.
   */
  private static boolean hides(HostPolicy other, HostPolicy rule, Service service) {
    return other.namespace().equals(rule.namespace())
        && other.rule().workloads().isEmpty()
        && isSeenAsFar(other, rule)
        && Hosts.covers(other.host(), service.host())
        && Hosts.BY_SPECIFICITY.compare(other.host(), rule.host()) > 0;
  }

  private static boolean isSeenAsFar(HostPolicy other, HostPolicy rule) {
    List<String> readers = other.rule().exportTo();
    return readers.isEmpty() || readers.contains("*") || readers.equals(rule.rule().exportTo());
  }

  private static Diagnostic advice(HostPolicy rule, HostPolicy by) {
    String message =
        "every Service that it covers has a rule for a more specific host, as %s has %s: nothing of this rule applies"
            .formatted(by.described(), by.host());
    String fix = "# in the rule for " + by.host() + "\n" + Block.of("spec", by.with(rule));
    return rule.spec()
        .diagnostic(DiagnosticId.MORE_SPECIFIC_RULE, "host", message, fix)
        .idling(rule.document().position());
  }
}
