package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.List;
import java.util.Set;

/**
 * TLS with a Secret, in a rule without a workloadSelector: istiod gives no sidecar the Secret, and
 * the sidecars speak plain text (istio/istio, core/cluster_tls.go buildUpstreamClusterTLSContext).
 * Gateways do get it.
 */
public final class CredentialSelectorAdvice implements Adviser {

  private static final Set<String> OWN_TLS = Set.of("SIMPLE", "MUTUAL");
  private static final String NAME = "credentialName";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    return context.policies().stream()
        .filter(policy -> !AdviceContext.spec(policy.document()).has("workloadSelector"))
        .filter(policy -> isOfSecret(policy.fields().below("tls")))
        .filter(policy -> !isCalledByGateway(context, policy))
        .map(policy -> advice(policy.fields().below("tls")))
        .toList();
  }

  /** A ConfigMap, which holds no key, is for any sidecar. */
  private static boolean isOfSecret(Fields tls) {
    String name = tls.string(NAME, "");
    return OWN_TLS.contains(tls.string("mode", ""))
        && !name.isEmpty()
        && !name.startsWith("configmap://");
  }

  private static boolean isCalledByGateway(AdviceContext context, Policy policy) {
    return context.virtualServices().stream()
        .filter(
            rule ->
                AdviceContext.gateways(rule).stream()
                    .anyMatch(name -> !name.equals(VirtualService.MESH)))
        .anyMatch(
            rule ->
                List.of("http", "tcp", "tls").stream()
                    .flatMap(section -> AdviceContext.spec(rule).children(section).stream())
                    .flatMap(route -> route.children("route").stream())
                    .map(to -> to.below("destination").string("host", ""))
                    .anyMatch(
                        host ->
                            Hosts.covers(policy.host(), Hosts.resolve(host, rule.namespace()))));
  }

  private static Diagnostic advice(Fields tls) {
    return tls.diagnostic(
        DiagnosticId.CREDENTIAL_WITHOUT_SELECTOR,
        NAME,
        "sidecars get a Secret only by a rule with a workloadSelector, and speak plain text without"
            + " it",
        "# in spec, beside host, and the Secret in the callers' namespace:\n"
            + "workloadSelector:\n  matchLabels:\n    app: CALLER");
  }
}
