package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routes that are left to a VirtualService that is not there, which istiod then drops. */
final class DelegateAdvice implements Adviser {

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
          .flatMap(delegate -> missing(delegates, route, delegate))
          .ifPresent(advice::add);
    }
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
    return Optional.of(delegate.diagnostic(DiagnosticId.UNKNOWN_DELEGATE, "name", message, fix));
  }
}
