package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.GuardedPods;
import dev.meshlab.mesh.advice.context.PodPorts;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Ports in AuthorizationPolicies that are a Service's. A sidecar compares them with the port of the
 * pod at which a call comes in (istio/istio, security/authz/model/permission.go DestinationPort).
 */
public final class RulePortAdvice implements Adviser {

  /** A list of ports in a rule. */
  private record Ports(Fields holder, String field) {
    List<String> written() {
      return holder.strings(field);
    }
  }

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    GuardedPods pods = new GuardedPods(context.mesh());
    return context.manifests().of("security.istio.io", "AuthorizationPolicy").stream()
        .flatMap(policy -> advise(policy, new PodPorts(context.mesh(), pods.of(policy))))
        .toList();
  }

  private static Stream<Diagnostic> advise(Document policy, PodPorts known) {
    return AdviceContext.spec(policy).children("rules").stream()
        .flatMap(rule -> Stream.concat(ofOperations(rule), ofConditions(rule)))
        .flatMap(ports -> advise(ports, known).stream());
  }

  private static Stream<Ports> ofOperations(Fields rule) {
    return rule.children("to").stream()
        .map(to -> to.below("operation"))
        .flatMap(
            operation ->
                Stream.of(new Ports(operation, "ports"), new Ports(operation, "notPorts")));
  }

  private static Stream<Ports> ofConditions(Fields rule) {
    return rule.children("when").stream()
        .filter(condition -> condition.string("key", "").equals("destination.port"))
        .flatMap(
            condition ->
                Stream.of(new Ports(condition, "values"), new Ports(condition, "notValues")));
  }

  private static Optional<Diagnostic> advise(Ports ports, PodPorts known) {
    Map<String, String> meant = new LinkedHashMap<>();
    for (String port : ports.written()) {
      NavigableSet<Integer> targets = known.meant(port);
      if (!targets.isEmpty()) {
        meant.put(port, String.valueOf(targets.first()));
      }
    }
    return meant.entrySet().stream().findFirst().map(first -> advice(ports, first, meant));
  }

  private static Diagnostic advice(
      Ports ports, Map.Entry<String, String> first, Map<String, String> meant) {
    String message =
        "%s is a port of the Service, whose calls come to the pod's port %s: rules go by the pod's, so no call to the Service is at port %s"
            .formatted(first.getKey(), first.getValue(), first.getKey());
    List<String> fixed =
        ports.written().stream().map(port -> meant.getOrDefault(port, port)).distinct().toList();
    return ports
        .holder()
        .diagnostic(
            DiagnosticId.SERVICE_PORT_RULE,
            ports.field(),
            message,
            Block.ofTexts(ports.field(), fixed));
  }
}
