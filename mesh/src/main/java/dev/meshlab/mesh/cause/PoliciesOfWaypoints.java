package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.stream.Stream;

/**
 * Policies that are bound to a waypoint, a gateway or a Service of the ambient mode, and that no
 * sidecar applies (istio/istio, model.AuthorizationPolicies, pilot/pkg/model/policyattachment.go).
 */
final class PoliciesOfWaypoints {

  private PoliciesOfWaypoints() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    return Stream.of("AuthorizationPolicy", "RequestAuthentication")
        .flatMap(kind -> context.manifests().of("security.istio.io", kind).stream())
        .flatMap(policy -> notes(policy));
  }

  private static Stream<Diagnostic> notes(Document policy) {
    Fields spec = AdviceContext.spec(policy);
    return Stream.concat(
            spec.child("targetRef").stream(), spec.children("targetRefs").stream().limit(1))
        .map(
            reference ->
                reference
                    .diagnostic(
                        DiagnosticId.FOR_WAYPOINTS,
                        "",
                        "binds the policy to %s %s, and no sidecar applies it"
                            .formatted(reference.string("kind", ""), reference.string("name", "")),
                        "")
                    .idling(List.of(new Idle(policy.position(), "", Side.MESH))));
  }
}
