package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Endpoint;
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
import java.util.stream.Stream;

/**
 * TLS that a DestinationRule has callers speak and the pods do not take, or plain text that they do
 * not take (istio/istio, pilot/pkg/security/authn; istio.io, "authentication policy").
 */
public final class MutualTlsAdvice implements Adviser {

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
  public static Optional<Diagnostic> conflict(Mesh mesh, Policy policy) {
    Fields tls = policy.fields().below("tls");
    List<At> refusing =
        switch (tls.string("mode", "")) {
          case "DISABLE" -> refusing(mesh, policy, MutualTls.STRICT);
          case "ISTIO_MUTUAL" -> refusing(mesh, policy, MutualTls.DISABLE);
          default -> List.of();
        };
    boolean all = refusing.size() == policy.ports().count();
    return refusing.stream().findFirst().map(at -> advice(tls, at, all));
  }

  /**
   * A port at which all pods take one mode.
   *
   * @param rule the PeerAuthentication that says so; empty where none does
   */
  private record At(ServicePort port, MutualTls mode, Optional<String> rule) {}

  private static List<At> refusing(Mesh mesh, Policy policy, MutualTls mode) {
    return policy
        .ports()
        .filter(port -> taken(mesh, policy, port).equals(Set.of(mode)))
        .map(
            port ->
                new At(
                    port,
                    mode,
                    endpoints(mesh, policy, port)
                        .flatMap(
                            at ->
                                mesh
                                    .pod(at)
                                    .flatMap(pod -> mesh.peerAuthentication(pod, at.port()))
                                    .stream())
                        .findFirst()))
        .toList();
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

  /** The modes of the pods that the policy is for, at one of its ports. */
  private static Set<MutualTls> taken(Mesh mesh, Policy policy, ServicePort port) {
    Set<MutualTls> modes = EnumSet.noneOf(MutualTls.class);
    endpoints(mesh, policy, port).map(mesh::mutualTls).forEach(modes::add);
    return modes;
  }

  private static Stream<Endpoint> endpoints(Mesh mesh, Policy policy, ServicePort port) {
    return policy.services().stream()
        .filter(service -> service.meshPorts().contains(port))
        .flatMap(service -> mesh.endpoints(service, port).stream())
        .filter(endpoint -> endpoint.matches(policy.labels()))
        .filter(endpoint -> mesh.pod(endpoint).isPresent());
  }

  /**
   * The advice for a port.
   *
   * @param all whether all ports of the policy are alike, so that its mode can be another
   */
  private static Diagnostic advice(Fields tls, At at, boolean all) {
    boolean strict = at.mode() == MutualTls.STRICT;
    String mode = "mode: " + (strict ? "ISTIO_MUTUAL" : "DISABLE");
    String message =
        "callers speak %s, and the pods take %s%s%s: calls fail with UNAVAILABLE"
            .formatted(
                strict ? "plain text" : "mutual TLS",
                strict ? "mutual TLS only" : "plain text only",
                all ? "" : " at port " + at.port().number(),
                at.rule().map(rule -> " (PeerAuthentication " + rule + ")").orElse(""));
    return tls.diagnostic(
        DiagnosticId.MUTUAL_TLS_CONFLICT,
        "mode",
        message,
        all
            ? mode
            : "# in portLevelSettings for port %d: tls: {%s}".formatted(at.port().number(), mode));
  }
}
