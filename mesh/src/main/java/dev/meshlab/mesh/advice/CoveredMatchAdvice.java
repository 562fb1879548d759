package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Matches that take no request, since one of a route above takes all of these (as Istio's analyzer
 * says by IST0130 and IST0131). What is behind a route for every request is left to {@link
 * RouteAdvice}.
 */
final class CoveredMatchAdvice implements Adviser {

  /** A match, and the route that it belongs to. */
  private record Taken(Fields route, Fields match) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      List<Taken> above = new ArrayList<>();
      for (Fields http : AdviceContext.spec(rule).children("http")) {
        if (http.children("match").isEmpty()) {
          break;
        }
        covered(rule, http, above, advice);
        if (!http.has("delegate")) { // it takes no more than its delegate does
          http.children("match").forEach(match -> above.add(new Taken(http, match)));
        }
      }
    }
    return advice;
  }

  private static void covered(
      Document rule, Fields http, List<Taken> above, List<Diagnostic> advice) {
    List<Fields> matches = http.children("match");
    List<Diagnostic> found =
        matches.stream()
            .flatMap(match -> first(above, match).map(by -> advice(rule, match, by)).stream())
            .toList();
    Idle route = new Idle(rule.position(), http.path(), Idle.Side.BOTH);
    found.stream()
        .map(each -> found.size() == matches.size() ? each.idling(List.of(route)) : each)
        .forEach(advice::add);
  }

  private static Optional<Fields> first(List<Taken> above, Fields match) {
    return above.stream()
        .filter(taken -> !taken.match().names().isEmpty())
        .filter(taken -> MatchCover.covers(taken.match(), match))
        .map(Taken::route)
        .findFirst();
  }

  private static Diagnostic advice(Document rule, Fields match, Fields by) {
    return match
        .diagnostic(
            DiagnosticId.UNREACHABLE_ROUTE,
            "",
            "takes no request: the route %s takes all of these"
                .formatted(RouteAdvice.described(by)),
            "# put this route before that one, or remove it")
        .idling(List.of(new Idle(rule.position(), match.path(), Idle.Side.BOTH)));
  }
}
