package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.Policy;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Load balancers that are not what their name says. */
final class LoadBalancerAdvice implements Adviser {

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Policy policy : context.policies()) {
      policy
          .fields()
          .child("loadBalancer")
          .ifPresent(
              balancer -> {
                leastConn(balancer).ifPresent(advice::add);
                headless(context, policy).ifPresent(advice::add);
              });
    }
    return advice;
  }

  private static Optional<Diagnostic> leastConn(Fields balancer) {
    if (!balancer.string("simple", "").equals("LEAST_CONN")) {
      return Optional.empty();
    }
    String message =
        "is a deprecated name for LEAST_REQUEST: of two random pods, the one with fewer active"
            + " requests of this proxy; no proxy counts connections, and proxyless gRPC does not know"
            + " the name and rotates";
    String fix =
        Block.of("loadBalancer", RewrittenFields.copyOf(balancer).put("simple", "LEAST_REQUEST"));
    return Optional.of(balancer.diagnostic(DiagnosticId.LEAST_CONN, "simple", message, fix));
  }

  private static Optional<Diagnostic> headless(AdviceContext context, Policy policy) {
    if (policy.services().isEmpty()
        || !policy.services().stream().allMatch(Service::headless)
        || policy.ports().allMatch(port -> port.protocol().isOpaque())) {
      return Optional.empty();
    }
    String message =
        "the Service is headless: the sidecar passes each connection on to the pod that DNS gave to"
            + " the client, and balances nothing";
    return Optional.of(
        policy
            .fields()
            .diagnostic(
                DiagnosticId.HEADLESS,
                "loadBalancer",
                message,
                HeadlessRemedy.of(
                    context,
                    policy.services().get(0),
                    "spec:            # of the Service, without clusterIP: None\n  type: ClusterIP"))
            .idling(
                List.of(
                    new Idle(
                        policy.document().position(),
                        policy.fields().path("loadBalancer"),
                        Side.MESH))));
  }
}
