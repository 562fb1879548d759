package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.KnownHosts;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * VirtualServices without a host that can be called: none is written, or no Service has the name.
 */
final class CalledHostAdvice implements Adviser {

  private static final String NOTHING_TO_ROUTE = "so sidecars have no calls for it to route";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    KnownHosts known = KnownHosts.of(context);
    Set<String> routed =
        context.virtualServices().stream()
            .flatMap(rule -> hosts(rule).stream())
            .map(Host::full)
            .collect(Collectors.toSet());
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      none(context, rule).or(() -> unknown(context, rule, known, routed)).ifPresent(advice::add);
    }
    return advice;
  }

  /** A host of a rule, and the name that it is short for. */
  private record Host(String written, String full) {}

  private static List<Host> hosts(Document rule) {
    return AdviceContext.spec(rule).strings("hosts").stream()
        .map(host -> new Host(host, Hosts.resolve(host, rule.namespace())))
        .toList();
  }

  private static Optional<Diagnostic> none(AdviceContext context, Document rule) {
    return hosts(rule).isEmpty() && context.roots(rule).isEmpty()
        ? Optional.of(
            AdviceContext.spec(rule)
                .diagnostic(
                    DiagnosticId.NO_HOSTS,
                    "hosts",
                    "is empty, so no request is routed by it",
                    "# name the hosts, unless another VirtualService delegates to it")
                .idling(rule.position()))
        : Optional.empty();
  }

  /**
   * All of them at once, in one list to paste.
   *
   * @param routed the hosts that have rules: a second rule for one of them would not help
   */
  private static Optional<Diagnostic> unknown(
      AdviceContext context, Document rule, KnownHosts known, Set<String> routed) {
    List<String> gateways = AdviceContext.gateways(rule);
    List<Host> unknown =
        hosts(rule).stream()
            .filter(host -> isForSidecars(gateways, host.full()))
            .filter(host -> context.mesh().servicesCoveredBy(host.full()).isEmpty())
            .filter(host -> known.isMissing(host.full()))
            .toList();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    Fields spec = AdviceContext.spec(rule);
    String message =
        "no Service has %s, ".formatted(unknown.size() == 1 ? "this name" : "these names")
            + NOTHING_TO_ROUTE;
    return Optional.of(
        spec.diagnostic(
                DiagnosticId.UNKNOWN_HOST, "hosts", message, fix(rule, unknown, known, routed))
            .withValue(unknown.stream().map(Host::full).collect(Collectors.joining(", ")))
            .idling(List.of(new Idle(rule.position(), "", Idle.Side.MESH))));
  }

  /** A public name beside those of the cluster is meant for the gateways that the rule names. */
  private static boolean isForSidecars(List<String> gateways, String host) {
    return gateways.contains(VirtualService.MESH)
        && (gateways.size() == 1 || host.endsWith(".svc." + Hosts.DOMAIN));
  }

  /** The list with the Services that are meant in the places of the unknown. */
  private static String fix(
      Document rule, List<Host> unknown, KnownHosts known, Set<String> routed) {
    List<String> fixed = new ArrayList<>();
    List<String> replaced = new ArrayList<>();
    for (Host host : hosts(rule)) {
      Optional<String> near =
          unknown.contains(host)
              ? known.nearest(host.full()).filter(name -> !routed.contains(name))
              : Optional.empty();
      near.ifPresent(name -> replaced.add(host.full()));
      fixed.add(near.orElse(host.written()));
    }
    return replaced.isEmpty()
        ? KnownHosts.ADD_IT
        : Block.ofTexts("hosts", fixed.stream().distinct().toList())
            + "   # instead of "
            + String.join(", ", replaced);
  }
}
