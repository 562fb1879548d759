package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.ServicePort;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.security.MutualTls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * TLS that a DestinationRule has callers speak and the pods do not take, or plain text that they do
 * not take (istio/istio, pilot/pkg/security/authn; istio.io, "authentication policy").
 */
final class MutualTlsAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.manifests().of(AdviceContext.NETWORKING, "DestinationRule")) {
      Policy.of(rule, context.mesh())
          .filter(policy -> !isPassedBy(context, policy))
          .flatMap(policy -> conflict(context.mesh(), policy).stream())
          .forEach(advice::add);
    }
    return advice;
  }

  /**
   * The advice on a policy's TLS that its pods do not take. Pods that differ among themselves may
   * be on their way from one mode to the other.
   */
  static Optional<Diagnostic> conflict(Mesh mesh, Policy policy) {
    Fields tls = policy.fields().below("tls");
    Set<MutualTls> taken = taken(mesh, policy);
    if (taken.size() != 1) {
      return Optional.empty();
    }
    MutualTls mode = taken.iterator().next();
    return switch (tls.string("mode", "")) {
      case "DISABLE" ->
          mode == MutualTls.STRICT
              ? Optional.of(advice(tls, "plain text", "mutual TLS only", "ISTIO_MUTUAL"))
              : Optional.empty();
      case "ISTIO_MUTUAL" ->
          mode == MutualTls.DISABLE
              ? Optional.of(advice(tls, "mutual TLS", "plain text only", "DISABLE"))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** True if every route of the caller to the host names a subset, which may have its own TLS. */
  static boolean isPassedBy(AdviceContext context, Policy policy) {
    return policy.subset().isEmpty()
        && !policy.services().isEmpty()
        && policy.services().stream()
            .allMatch(
                service ->
                    context
                        .mesh()
                        .virtualService(context.client(), service)
                        .filter(rule -> leadsToSubsetsAlone(rule, service))
                        .isPresent());
  }

  private static boolean leadsToSubsetsAlone(VirtualService rule, Service service) {
    return rule.http().stream()
        .map(Fields::unnoted)
        .flatMap(route -> route.children("route").stream())
        .map(to -> to.below("destination"))
        .filter(to -> rule.resolve(to.string("host", "")).equals(service.host()))
        .allMatch(to -> to.has("subset"));
  }

  /** The modes of the pods that the policy is for, at the ports that it is for. */
  private static Set<MutualTls> taken(Mesh mesh, Policy policy) {
    Set<MutualTls> modes = EnumSet.noneOf(MutualTls.class);
    List<ServicePort> ports = policy.ports().toList();
    for (Service service : policy.services()) {
      service.meshPorts().stream()
          .filter(ports::contains)
          .flatMap(port -> mesh.endpoints(service, port).stream())
          .filter(endpoint -> endpoint.matches(policy.labels()))
          .filter(endpoint -> mesh.pod(endpoint).isPresent())
          .map(mesh::mutualTls)
          .forEach(modes::add);
    }
    return modes;
  }

  private static Diagnostic advice(Fields tls, String spoken, String taken, String instead) {
    return tls.diagnostic(
        DiagnosticId.MUTUAL_TLS_CONFLICT,
        "mode",
        "callers speak %s, and the pods take %s: calls fail with UNAVAILABLE"
            .formatted(spoken, taken),
        "mode: " + instead);
  }
}
