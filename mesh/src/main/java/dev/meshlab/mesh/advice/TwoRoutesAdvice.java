package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.ContestedHost;
import dev.meshlab.mesh.model.Service;
import dev.meshlab.mesh.model.VirtualService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** VirtualServices of one host, of which a caller's sidecar takes the first that it sees. */
final class TwoRoutesAdvice implements Adviser {

  /** A VirtualService that loses a host to another. */
  private record Loss(String loser, String winner) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    Map<String, Document> written = new LinkedHashMap<>();
    context
        .virtualServices()
        .forEach(rule -> written.put(key(rule.namespace(), rule.name()), rule));
    List<Diagnostic> advice = new ArrayList<>();
    Set<String> namespaces = null;
    for (ContestedHost contested : context.mesh().contestedHosts()) {
      namespaces = namespaces == null ? namespaces(context) : namespaces;
      contest(contested, namespaces, written, advice);
    }
    return advice;
  }

  /** The namespaces in which callers may be. */
  private static Set<String> namespaces(AdviceContext context) {
    Set<String> namespaces = new TreeSet<>(Set.of(context.client().namespace()));
    context.mesh().services().stream().map(Service::namespace).forEach(namespaces::add);
    context.virtualServices().stream().map(Document::namespace).forEach(namespaces::add);
    return namespaces;
  }

  private static void contest(
      ContestedHost contested,
      Set<String> namespaces,
      Map<String, Document> written,
      List<Diagnostic> advice) {
    Set<String> special = new TreeSet<>(contested.namespaces());
    special.retainAll(namespaces);
    Set<String> elsewhere = without(special, namespaces);
    Map<Loss, List<Set<String>>> losses = new LinkedHashMap<>();
    Set<String> applied = new HashSet<>();
    if (!elsewhere.isEmpty()) {
      collect(contested.seenElsewhere(), elsewhere, losses, applied);
    }
    special.forEach(
        namespace -> collect(contested.seenFrom(namespace), Set.of(namespace), losses, applied));
    losses.forEach(
        (loss, where) -> {
          Document loser = written.get(loss.loser);
          Document winner = written.get(loss.winner);
          List<Set<String>> only = applied.contains(loss.loser) ? where : List.of();
          if (loser != null && winner != null && isForAll(winner)) {
            advice.add(advice(loser, winner, contested.host(), only));
          }
        });
  }

  /** True unless each route asks who calls: a rule without a route for a caller is passed over. */
  private static boolean isForAll(Document rule) {
    List<Fields> routes = AdviceContext.spec(rule).children("http");
    return routes.isEmpty()
        || routes.stream()
            .anyMatch(
                http ->
                    !asks(http)
                        || http.children("match").stream()
                            .anyMatch(
                                match ->
                                    !match.has("sourceLabels") && !match.has("sourceNamespace")));
  }

  private static Set<String> without(Set<String> special, Set<String> namespaces) {
    if (special.isEmpty()) {
      return namespaces;
    }
    Set<String> rest = new TreeSet<>(namespaces);
    rest.removeAll(special);
    return rest;
  }

  private static void collect(
      List<VirtualService> inOrder,
      Set<String> namespaces,
      Map<Loss, List<Set<String>>> losses,
      Set<String> applied) {
    for (VirtualService rule : inOrder) {
      String winner = key(inOrder.get(0));
      if (key(rule).equals(winner)) {
        applied.add(winner);
      } else {
        Loss loss = new Loss(key(rule), winner);
        losses.computeIfAbsent(loss, unused -> new ArrayList<>()).add(namespaces);
      }
    }
  }

  private static String key(VirtualService rule) {
    return key(rule.namespace(), rule.name());
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }

  private static Diagnostic advice(
      Document loser, Document winner, String host, List<Set<String>> namespaces) {
    Set<String> sorted = new TreeSet<>();
    namespaces.forEach(sorted::addAll);
    String who = sorted.isEmpty() ? "" : " by callers in namespace " + String.join(", ", sorted);
    String message =
        "VirtualService %s is ignored%s: %s (%s) already routes %s"
            .formatted(
                loser.name(),
                who,
                winner.namespace().equals(loser.namespace())
                    ? winner.name()
                    : winner.namespace() + "/" + winner.name(),
                AdviceContext.spec(winner).position("hosts"),
                host);
    Fields spec = AdviceContext.spec(loser);
    String fix =
        "# one rule in the place of both\n"
            + Block.of("spec", merged(AdviceContext.spec(winner), spec));
    Diagnostic advice = spec.diagnostic(DiagnosticId.TWO_RULES, "hosts", message, fix);
    return sorted.isEmpty()
        ? advice.idling(List.of(new Idle(loser.position(), "", Idle.Side.MESH)))
        : advice;
  }

  /** The conditional routes of both, then what takes the rest. */
  private static RewrittenFields merged(Fields winner, Fields loser) {
    List<Fields> all =
        Stream.of(winner, loser).flatMap(spec -> spec.children("http").stream()).toList();
    List<Fields> http = new ArrayList<>(all.stream().filter(TwoRoutesAdvice::asks).toList());
    Optional<Fields> rest = all.stream().filter(route -> !asks(route)).findFirst();
    rest.ifPresent(http::add);
    return RewrittenFields.copyOf(winner).put("http", http);
  }

  private static boolean asks(Fields http) {
    return !http.children("match").isEmpty();
  }
}
