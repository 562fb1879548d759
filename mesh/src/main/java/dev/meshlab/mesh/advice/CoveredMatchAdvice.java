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

  private static final String HTTP = "http";
  private static final List<String> SECTIONS = List.of(HTTP, "tcp", "tls");

  /** A match, and the route that it belongs to. */
  private record Taken(Fields route, Fields match) {}

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      SECTIONS.forEach(section -> covered(rule, section, advice));
    }
    return advice;
  }

  private static void covered(Document rule, String section, List<Diagnostic> advice) {
    List<Taken> above = new ArrayList<>();
    for (Fields route : AdviceContext.spec(rule).children(section)) {
      if (section.equals(HTTP) && route.children("match").isEmpty()) {
        return;
      }
      covered(rule, route, above, advice, section.equals(HTTP) ? "request" : "connection");
      if (!route.has("delegate")) { // it takes no more than its delegate does
        matches(route).stream()
            .filter(match -> !section.equals(HTTP) || !match.names().isEmpty())
            .forEach(match -> above.add(new Taken(route, match)));
      }
    }
  }

  /** A route of connections without conditions takes them all, as an empty condition does. */
  private static List<Fields> matches(Fields route) {
    List<Fields> written = route.children("match");
    return written.isEmpty() ? List.of(route.below("match")) : written;
  }

  private static void covered(
      Document rule, Fields below, List<Taken> above, List<Diagnostic> advice, String what) {
    List<Fields> matches = matches(below);
    List<Diagnostic> found =
        matches.stream()
            .flatMap(match -> first(above, match).map(by -> advice(rule, match, by, what)).stream())
            .toList();
    Idle route = new Idle(rule.position(), below.path(), Idle.Side.BOTH);
    found.stream()
        .map(each -> found.size() == matches.size() ? each.idling(List.of(route)) : each)
        .forEach(advice::add);
  }

  private static Optional<Fields> first(List<Taken> above, Fields match) {
    return above.stream()
        .filter(taken -> MatchCover.covers(taken.match(), match))
        .map(Taken::route)
        .findFirst();
  }

  private static Diagnostic advice(Document rule, Fields match, Fields by, String what) {
    return match
        .diagnostic(
            DiagnosticId.UNREACHABLE_ROUTE,
            "",
            "takes no %s: the route %s takes all of these"
                .formatted(what, RouteAdvice.described(by)),
            "# put this route before that one, or remove it")
        .idling(List.of(new Idle(rule.position(), match.path(), Idle.Side.BOTH)));
  }
}
