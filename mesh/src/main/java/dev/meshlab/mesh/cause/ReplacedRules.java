package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.HostPolicy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.IstioNames;
import dev.meshlab.mesh.model.ClientWorkload;
import dev.meshlab.mesh.model.DestinationRule;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Rules that a caller sees, and in whose place another one is applied for every Service that they
 * cover: one of a namespace at which istiod looks first, or of a more specific host.
 */
final class ReplacedRules {

  private final AdviceContext context;
  private final Mesh mesh;
  private final Caller caller;

  private ReplacedRules(AdviceContext context, Caller caller) {
    this.context = context;
    this.mesh = context.mesh();
    this.caller = caller;
  }

  static Stream<Diagnostic> find(AdviceContext context) {
    return Caller.of(context.mesh(), context.client()).stream()
        .flatMap(caller -> new ReplacedRules(context, caller).notes());
  }

  private Stream<Diagnostic> notes() {
    return Stream.concat(
        context.manifests().of(AdviceContext.NETWORKING, "DestinationRule").stream()
            .flatMap(rule -> policy(rule).stream()),
        caller.isAtGateways()
            ? Stream.of()
            : context.virtualServices().stream().flatMap(rule -> route(rule).stream()));
  }

  /**
   * Rules of one namespace are merged, or advice says why not; so those of others are left
   * (istio/istio, model.PushContext.destinationRule).
   */
  private Optional<Diagnostic> policy(Document document) {
    HostPolicy policy = HostPolicy.of(document, mesh.config());
    List<DestinationRule> applied = new ArrayList<>();
    List<Service> services = mesh.servicesCoveredBy(policy.host());
    for (ClientWorkload workload : caller.workloads()) {
      for (Service service : services) {
        mesh.destinationRule(workload, service).ifPresent(applied::add);
      }
    }
    boolean isForSome = isForSome(policy.rule()); // has another cause
    if (!isForSome && !applied.isEmpty() && applied.stream().allMatch(ReplacedRules::isForSome)) {
      return Optional.of(
          note(
              document,
              "host",
              "DestinationRule %s/%s is applied in its place, whose workloadSelector chooses this caller"
                  .formatted(applied.get(0).namespace(), applied.get(0).name())));
    }
    if (services.isEmpty()
        || isForSome
        || applied.stream().anyMatch(rule -> rule.namespace().equals(policy.namespace()))) {
      return Optional.empty();
    }
    Service service = services.get(0);
    String message =
        applied.isEmpty()
            ? "istiod looks for a rule in the caller's namespace (%s), in the Service's (%s) and in %s, and this one is in %s"
                .formatted(
                    caller.namespaces().get(0),
                    service.namespace(),
                    mesh.config().rootNamespace(),
                    policy.namespace())
            : "DestinationRule %s/%s is applied in its place: istiod looks in the caller's namespace first, then in the Service's, then in %s"
                .formatted(
                    applied.get(0).namespace(),
                    applied.get(0).name(),
                    mesh.config().rootNamespace());
    return Optional.of(note(document, "host", message));
  }

  private static boolean isForSome(DestinationRule rule) {
    return !rule.workloads().isEmpty();
  }

  /** The rule of the most specific host is applied, and of equals the first. */
  private Optional<Diagnostic> route(Document document) {
    Fields spec = AdviceContext.spec(document);
    List<Service> services =
        spec.strings("hosts").stream()
            .map(host -> Hosts.resolve(host, document.namespace()))
            .flatMap(host -> mesh.servicesCoveredBy(host).stream())
            .distinct()
            .toList();
    List<VirtualService> applied =
        services.stream()
            .flatMap(service -> mesh.virtualService(context.client(), service).stream())
            .toList();
    boolean replaced =
        !applied.isEmpty()
            && applied.size() == services.size()
            && applied.stream().noneMatch(rule -> isWrittenIn(document, rule));
    return replaced
        ? Optional.of(
            note(
                document,
                "hosts",
                "%s is applied in its place, as its host is more specific, or it comes first"
                    .formatted(described(applied.get(0)))))
        : Optional.empty();
  }

  /** The object that a person has written: istiod makes VirtualServices of GRPCRoutes. */
  private String described(VirtualService rule) {
    return context.manifests().of(IstioNames.GATEWAY_API, "GRPCRoute").stream()
        .filter(route -> rule.gatewayApi())
        .filter(route -> AdviceContext.spec(route).position("parentRefs").equals(rule.position()))
        .map(Document::described)
        .findFirst()
        .orElseGet(() -> "VirtualService %s/%s".formatted(rule.namespace(), rule.name()));
  }

  private static boolean isWrittenIn(Document document, VirtualService rule) {
    return rule.name().equals(document.name()) && rule.namespace().equals(document.namespace());
  }

  private Diagnostic note(Document document, String field, String message) {
    return AdviceContext.spec(document)
        .diagnostic(DiagnosticId.REPLACED_RULE, field, message, "")
        .idling(List.of(new Idle(document.position(), "", caller.side())));
  }
}
