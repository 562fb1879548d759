package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.diagnostic.Idle;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.NamesByNamespace;
import dev.meshlab.mesh.manifest.RewrittenFields;
import dev.meshlab.mesh.model.DelegatedMatch;
import dev.meshlab.mesh.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Routes that are left to a VirtualService and that istiod then drops: it is not there or not
 * shown, or one of its matches is outside every match of the route that delegates (istio/istio,
 * model/virtualservice.go mergeHTTPMatchRequests).
 */
final class DelegateAdvice implements Adviser {

  /** The properties that a delegate's match must repeat where the root's has them. */
  private static final List<String> REPEATED = List.of("ignoreUriCase", "sourceNamespace");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    NamesByNamespace delegates =
        NamesByNamespace.of(
            context.virtualServices().stream()
                .filter(rule -> AdviceContext.spec(rule).strings("hosts").isEmpty()));
    List<Diagnostic> advice = new ArrayList<>();
    for (AdviceContext.Route route : context.routes()) {
      route
          .fields()
          .child("delegate")
          .flatMap(
              delegate ->
                  missing(delegates, route, delegate).or(() -> hidden(context, route, delegate)))
          .ifPresent(advice::add);
    }
    outside(context, advice);
    return advice;
  }

  private static Optional<Diagnostic> missing(
      NamesByNamespace delegates, AdviceContext.Route route, Fields delegate) {
    String namespace = delegate.string("namespace", route.namespace());
    String name = delegate.string("name", "");
    KnownNames known = delegates.in(namespace);
    if (known.contains(name)) {
      return Optional.empty();
    }
    String message =
        "namespace %s has no VirtualService %s without hosts, so this route is dropped"
            .formatted(namespace, name);
    String fix =
        known
            .nearest(name)
            .map(near -> Block.of("delegate", RewrittenFields.copyOf(delegate).put("name", near)))
            .orElse("# add the VirtualService, without hosts");
    return Optional.of(advice(route, delegate, message, fix));
  }

  private static Diagnostic advice(
      AdviceContext.Route route, Fields delegate, String message, String fix) {
    return delegate
        .diagnostic(DiagnosticId.UNKNOWN_DELEGATE, "name", message, fix)
        .idling(List.of(new Idle(route.rule().position(), route.fields().path(), Idle.Side.BOTH)));
  }

  /** One that does not let the root's namespace see it. */
  private static Optional<Diagnostic> hidden(
      AdviceContext context, AdviceContext.Route route, Fields delegate) {
    Optional<Document> to = to(context, route, delegate);
    List<String> readers =
        to.map(rule -> AdviceContext.spec(rule).strings("exportTo")).orElse(List.of());
    return to.filter(
            rule -> !Rules.reaches(Set.copyOf(readers), rule.namespace(), route.namespace()))
        .map(
            rule ->
                advice(
                    route,
                    delegate,
                    "%s is not shown to namespace %s (exportTo), so this route is dropped"
                        .formatted(rule.described(), route.namespace()),
                    "# in %s/%s: exportTo must name %s"
                        .formatted(rule.namespace(), rule.name(), route.namespace())));
  }

  /** The routes of a delegate that are outside what one root delegates. */
  private static void outside(AdviceContext context, List<Diagnostic> advice) {
    for (AdviceContext.Route root : context.routes()) {
      List<Fields> matches = root.fields().children("match");
      Optional<Document> delegate =
          root.fields().child("delegate").flatMap(d -> to(context, root, d));
      if (delegate.isPresent() && !matches.isEmpty()) {
        List<Fields> routes = AdviceContext.spec(delegate.get()).children("http");
        List<Diagnostic> dropped =
            routes.stream().flatMap(http -> of(root, delegate.get(), http).stream()).toList();
        for (Diagnostic each : dropped) {
          advice.add(idle(each, root, dropped.size() == routes.size()));
        }
      }
    }
  }

  private static Optional<Document> to(
      AdviceContext context, AdviceContext.Route root, Fields delegate) {
    String namespace = delegate.string("namespace", root.namespace());
    return context.virtualServices().stream()
        .filter(rule -> rule.namespace().equals(namespace))
        .filter(rule -> rule.name().equals(delegate.string("name", "")))
        .filter(rule -> AdviceContext.spec(rule).strings("hosts").isEmpty())
        .findFirst();
  }

  /** One match outside the root's is enough to lose the route. */
  private static Optional<Diagnostic> of(AdviceContext.Route root, Document delegate, Fields http) {
    List<Fields> outer = root.fields().children("match");
    return http.children("match").stream()
        .filter(
            match -> outer.stream().noneMatch(r -> DelegatedMatch.conflicts(r, match).isEmpty()))
        .findFirst()
        .map(match -> advice(root, match, outer.get(0)))
        .map(
            each ->
                each.idling(List.of(new Idle(delegate.position(), http.path(), Idle.Side.BOTH))));
  }

  private static Diagnostic advice(AdviceContext.Route root, Fields match, Fields outer) {
    List<String> conflicts = DelegatedMatch.conflicts(outer, match);
    String message =
        "%s is not within what VirtualService %s (%s) delegates%s: istiod drops this route"
            .formatted(
                described(conflicts, match),
                root.rule().name(),
                outer.position(conflicts.get(0)),
                outer.has(conflicts.get(0)) ? ", " + described(conflicts, outer) : "");
    RewrittenFields fixed = RewrittenFields.copyOf(match);
    conflicts.forEach(fixed::without);
    conflicts.stream().filter(REPEATED::contains).forEach(f -> fixed.carry(f, outer, f));
    String fix = Block.of("match", List.of(fixed.fields()));
    return match.diagnostic(DiagnosticId.DELEGATE_NOT_WITHIN, conflicts.get(0), message, fix);
  }

  /** Some conditions with what they ask for, as {@code uri prefix /shop.}. */
  private static String described(List<String> fields, Fields match) {
    return fields.stream()
        .map(field -> (field + " " + value(match, field)).trim())
        .collect(Collectors.joining(", "));
  }

  private static String value(Fields match, String field) {
    return match
        .child(field)
        .map(
            condition ->
                condition.names().stream()
                    .map(name -> (name + " " + condition.string(name, "")).trim())
                    .collect(Collectors.joining(" ")))
        .orElseGet(() -> match.string(field, ""));
  }

  /** The route that delegates has no effect either where no route of the delegate is left. */
  private static Diagnostic idle(Diagnostic dropped, AdviceContext.Route root, boolean all) {
    if (!all) {
      return dropped;
    }
    List<Idle> parts = new ArrayList<>(dropped.idle());
    parts.add(new Idle(root.rule().position(), root.fields().path(), Idle.Side.BOTH));
    return dropped.idling(parts);
  }
}
