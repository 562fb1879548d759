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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes that no request reaches, and weights that are not percentages. */
final class RouteAdvice implements Adviser {

  /** The fields of a match that set no condition on a request. */
  private static final Set<String> DESCRIPTIVE = Set.of("name", "statPrefix", "ignoreUriCase");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.virtualServices()) {
      Fields spec = AdviceContext.spec(rule);
      List<Fields> routes = spec.children("http");
      unreachable(rule, routes, advice);
      routes.forEach(http -> weights(http, advice));
    }
    return advice;
  }

  /** Routes are tried in order. One that delegates matches no more than its delegate does. */
  private static void unreachable(Document rule, List<Fields> routes, List<Diagnostic> advice) {
    @Nullable Fields first = null;
    for (Fields http : routes) {
      if (first != null) {
        advice.add(
            http.diagnostic(
                    DiagnosticId.UNREACHABLE_ROUTE,
                    "",
                    "is never reached: the route %s matches every request"
                        .formatted(described(first)),
                    "# move that route to the end")
                .idling(List.of(new Idle(rule.position(), http.path(), Idle.Side.BOTH))));
      }
      if (first == null && matchesAll(http) && !http.has("delegate")) {
        first = http;
      }
    }
  }

  static String described(Fields http) {
    String name = http.string("name", "");
    return (name.isEmpty() ? "" : name + " ") + "in line " + http.position().line();
  }

  private static boolean matchesAll(Fields http) {
    List<Fields> matches = http.children("match");
    return matches.isEmpty() || matches.stream().anyMatch(RouteAdvice::isCatchAll);
  }

  private static boolean isCatchAll(Fields match) {
    return isCatchAll(match, DESCRIPTIVE);
  }

  /**
   * True if a match holds for every request.
   *
   * @param settled the fields that need not be looked at
   */
  static boolean isCatchAll(Fields match, Set<String> settled) {
    Fields uri = match.below("uri");
    boolean any = uri.string("prefix", "").equals("/") || uri.string("regex", "").equals(".*");
    return match.names().stream()
        .filter(name -> !settled.contains(name))
        .allMatch(name -> name.equals("uri") && any);
  }

  private static void weights(Fields http, List<Diagnostic> advice) {
    List<Fields> routes = http.children("route");
    if (routes.stream().anyMatch(RouteAdvice::isRefused)) {
      return;
    }
    long total = routes.stream().mapToLong(RouteAdvice::weight).sum();
    if (routes.size() > 1 && total != 100 && total > 0) {
      List<String> shares =
          routes.stream().map(to -> Math.round(1000.0 * weight(to) / total) / 10.0 + " %").toList();
      String message =
          "the weights sum to %d and not to 100; they are relative, so the shares are %s"
              .formatted(total, String.join(", ", shares));
      advice.add(
          http.diagnostic(
              DiagnosticId.WEIGHTS_NOT_100, "route", message, percentages(routes, total)));
    }
  }

  /** True if the share of a destination is unknown, since its weight is refused. */
  private static boolean isRefused(Fields to) {
    return to.has("weight") && to.integer("weight").filter(weight -> weight >= 0).isEmpty();
  }

  private static long weight(Fields to) {
    return to.integer("weight").orElse(0L);
  }

  /** The same shares of 100; the last destination has what rounding leaves. */
  private static String percentages(List<Fields> routes, long total) {
    List<Fields> even = new ArrayList<>();
    long left = 100;
    for (Fields to : routes) {
      boolean last = even.size() == routes.size() - 1;
      long weight = last ? left : 100 * weight(to) / total;
      left -= weight;
      even.add(RewrittenFields.copyOf(to).put("weight", weight).fields());
    }
    return Block.of("route", even);
  }
}
