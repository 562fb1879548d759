package dev.meshlab.mesh.cause;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.diagnostic.Idle.Side;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rules that are for gateways alone, or for the mesh alone, as their {@code gateways} say. */
final class BoundElsewhere {

  private BoundElsewhere() {}

  static Stream<Diagnostic> find(AdviceContext context) {
    Stream<Diagnostic> routes =
        context.virtualServices().stream().flatMap(rule -> ofRoutes(context, rule).stream());
    Stream<Diagnostic> gateways =
        context.manifests().documents().stream()
            .filter(document -> document.kind().equals("Gateway"))
            .map(BoundElsewhere::ofGateway);
    return Stream.concat(routes, gateways);
  }

  /** A rule without hosts is bound as those are that delegate to it. */
  private static Optional<Diagnostic> ofRoutes(AdviceContext context, Document rule) {
    List<String> gateways =
        context.roots(rule).stream()
            .flatMap(root -> AdviceContext.gateways(root).stream())
            .distinct()
            .toList();
    if (gateways.isEmpty()) {
      return Optional.empty();
    }
    if (!gateways.contains(VirtualService.MESH)) {
      String message =
          "gateways names %s and not mesh, so that nothing inside the mesh applies this rule"
              .formatted(String.join(", ", gateways));
      return Optional.of(note(rule, DiagnosticId.BOUND_TO_GATEWAYS, message, Side.MESH));
    }
    return gateways.size() == 1
        ? Optional.of(
            note(
                rule,
                DiagnosticId.BOUND_TO_MESH,
                "gateways names no Gateway, so that no gateway applies this rule",
                Side.GATEWAYS))
        : Optional.empty();
  }

  private static Diagnostic ofGateway(Document gateway) {
    Fields spec = AdviceContext.spec(gateway);
    return spec.string("gatewayClassName", "").equals("istio-waypoint")
        ? spec.diagnostic(
                DiagnosticId.FOR_WAYPOINTS,
                "gatewayClassName",
                "makes a waypoint of the ambient mode; sidecars and ingress gateways do not apply it",
                "")
            .idling(List.of(Idle.whole(gateway.position())))
        : ofIngress(gateway);
  }

  private static Diagnostic ofIngress(Document gateway) {
    return note(
        gateway,
        DiagnosticId.BOUND_TO_GATEWAYS,
        "a Gateway configures gateways, and nothing inside the mesh",
        Side.MESH);
  }

  private static Diagnostic note(Document rule, DiagnosticId id, String message, Side side) {
    Fields spec = AdviceContext.spec(rule);
    String field = spec.has("gateways") ? "gateways" : "";
    return spec.diagnostic(id, field, message, "")
        .idling(List.of(new Idle(rule.position(), "", side)));
  }
}
