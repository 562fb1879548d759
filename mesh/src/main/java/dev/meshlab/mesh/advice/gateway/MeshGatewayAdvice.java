package dev.meshlab.mesh.advice.gateway;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rules for a Service that are bound to gateways alone: whoever calls the Service inside the mesh
 * does not come under them (istio.io, VirtualService, {@code gateways}: the reserved word {@code
 * mesh} stands for the sidecars, and is to be written beside the names of gateways).
 */
public final class MeshGatewayAdvice implements Adviser {

  /** The parts of a route that leave a call as it is. */
  private static final Set<String> PLAIN = Set.of("name", "match", "route");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    Set<String> ruled = ruledInMesh(context);
    for (Document rule : context.virtualServices()) {
      if (!AdviceContext.gateways(rule).contains(VirtualService.MESH)) {
        Optional<Service> service =
            hosts(rule)
                .filter(host -> !ruled.contains(host))
                .flatMap(host -> context.mesh().service(host).stream())
                .filter(found -> changesSomething(rule, found.host()))
                .findFirst();
        service.ifPresent(found -> advice.add(advice(rule, found)));
      }
    }
    return advice;
  }

  private static Set<String> ruledInMesh(AdviceContext context) {
    Set<String> ruled = new HashSet<>();
    context.virtualServices().stream()
        .filter(rule -> AdviceContext.gateways(rule).contains(VirtualService.MESH))
        .flatMap(MeshGatewayAdvice::hosts)
        .forEach(ruled::add);
    return ruled;
  }

  private static Stream<String> hosts(Document rule) {
    return AdviceContext.spec(rule).strings("hosts").stream()
        .map(host -> Hosts.resolve(host, rule.namespace()));
  }

  /** True if calls would go elsewhere, or otherwise, if the rule held for them. */
  private static boolean changesSomething(Document rule, String host) {
    return AdviceContext.spec(rule).children("http").stream()
        .anyMatch(http -> !PLAIN.containsAll(http.names()) || !leadsTo(http, host, rule));
  }

  private static boolean leadsTo(Fields http, String host, Document rule) {
    return http.children("route").stream()
        .map(to -> to.below("destination"))
        .allMatch(
            to ->
                Hosts.resolve(to.string("host", ""), rule.namespace()).equals(host)
                    && !to.has("subset"));
  }

  private static Diagnostic advice(Document rule, Service service) {
    Fields spec = AdviceContext.spec(rule);
    List<String> gateways = new ArrayList<>(spec.strings("gateways"));
    gateways.add(VirtualService.MESH);
    String message =
        "has no mesh: calls to %s from inside the mesh do not take these routes, but go to any of"
                .formatted(service.host())
            + " its pods";
    return spec.diagnostic(
        DiagnosticId.GATEWAYS_WITHOUT_MESH,
        "gateways",
        message,
        Block.ofTexts("gateways", gateways));
  }
}
