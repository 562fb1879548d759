package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.VirtualService;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * VirtualServices that name another Service than the one that they split: {@code hosts} are those
 * that are called, and not those that call.
 */
final class HostAdvice implements Adviser {

  /** The hosts that some rules route: full names, and wildcards. */
  private record Ruled(Set<String> names, List<String> wildcards) {

    static Ruled of(List<Document> rules) {
      Set<String> names = rules.stream().flatMap(HostAdvice::hosts).collect(Collectors.toSet());
      return new Ruled(names, names.stream().filter(Hosts::isWildcard).toList());
    }
  }

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Document> inMesh =
        context.virtualServices().stream()
            .filter(rule -> AdviceContext.gateways(rule).contains(VirtualService.MESH))
            .toList();
    Ruled ruled = Ruled.of(inMesh);
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : inMesh) {
      if (hosts(rule).anyMatch(host -> hasPods(context, host))) {
        split(context, rule, ruled).map(to -> advice(rule, to)).ifPresent(advice::add);
      }
    }
    return advice;
  }

  private static Stream<String> hosts(Document rule) {
    return AdviceContext.spec(rule).strings("hosts").stream()
        .map(host -> Hosts.resolve(host, rule.namespace()));
  }

  /** One without pods may stand for what is behind it. */
  private static boolean hasPods(AdviceContext context, String host) {
    return context.mesh().service(host).stream()
        .anyMatch(service -> !context.mesh().selectedPods(service).isEmpty());
  }

  /** The destination whose subsets it names, if no destination is one of its hosts. */
  private static Optional<Fields> split(AdviceContext context, Document rule, Ruled ruled) {
    List<Fields> routes = AdviceContext.spec(rule).children("http");
    List<Fields> destinations =
        routes.stream()
            .flatMap(http -> http.children("route").stream())
            .map(to -> to.below("destination"))
            .toList();
    boolean own =
        destinations.stream().anyMatch(to -> hosts(rule).anyMatch(h -> isFor(h, to, rule)));
    return own || routes.stream().anyMatch(http -> http.has("delegate"))
        ? Optional.empty()
        : destinations.stream()
            .filter(to -> to.has("subset"))
            .filter(to -> context.mesh().service(fullHost(to, rule)).isPresent())
            .filter(to -> !ruled.names().contains(fullHost(to, rule)))
            .filter(to -> ruled.wildcards().stream().noneMatch(host -> isFor(host, to, rule)))
            .findFirst();
  }

  private static boolean isFor(String host, Fields destination, Document rule) {
    return Hosts.covers(host, fullHost(destination, rule));
  }

  private static String fullHost(Fields destination, Document rule) {
    return Hosts.resolve(destination.string("host", ""), rule.namespace());
  }

  private static Diagnostic advice(Document rule, Fields destination) {
    Fields spec = AdviceContext.spec(rule);
    String host = destination.string("host", "");
    String message =
        "hosts are what is called: whoever calls %s takes these routes to %s, and whoever calls %s takes none of them"
            .formatted(String.join(", ", spec.strings("hosts")), host, host);
    return spec.diagnostic(
        DiagnosticId.HOST_NOT_DESTINATION, "hosts", message, Block.ofTexts("hosts", List.of(host)));
  }
}
