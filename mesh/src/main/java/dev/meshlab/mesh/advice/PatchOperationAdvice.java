package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Operations of EnvoyFilters that istiod does not have for what they are applied to, so that it
 * leaves the patch out without a word (istio/istio, core/envoyfilter; IST0152). Istio's own
 * analyzer says more: it takes ADD and REMOVE of routes for ignored, which istiod does apply.
 */
final class PatchOperationAdvice implements Adviser {

  private static final Set<String> OF_LISTS = Set.of("ADD", "REMOVE", "MERGE");

  private static final Set<String> OF_FILTERS =
      Set.of("ADD", "REMOVE", "MERGE", "REPLACE", "INSERT_FIRST", "INSERT_BEFORE", "INSERT_AFTER");

  private static final Map<String, Set<String>> APPLIED =
      Map.of(
          "LISTENER", OF_LISTS,
          "FILTER_CHAIN", OF_LISTS,
          "CLUSTER", OF_LISTS,
          "LISTENER_FILTER", OF_FILTERS,
          "NETWORK_FILTER", OF_FILTERS,
          "HTTP_FILTER", OF_FILTERS,
          "ROUTE_CONFIGURATION", Set.of("MERGE"),
          "VIRTUAL_HOST", Set.of("ADD", "REMOVE", "MERGE", "REPLACE"),
          "HTTP_ROUTE",
              Set.of("ADD", "REMOVE", "MERGE", "INSERT_FIRST", "INSERT_BEFORE", "INSERT_AFTER"),
          "EXTENSION_CONFIG", Set.of("ADD"));

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    return context.specs(AdviceContext.NETWORKING, "EnvoyFilter").stream()
        .flatMap(spec -> spec.children("configPatches").stream())
        .flatMap(patch -> advise(patch).stream())
        .toList();
  }

  private static Optional<Diagnostic> advise(Fields patch) {
    String part = patch.string("applyTo", "");
    String operation = patch.below("patch").string("operation", "");
    Set<String> applied = APPLIED.get(part);
    // the newer kind of MERGE is one
    String known = operation.equals("MERGE_AND_REPLACE_LIST") ? "MERGE" : operation;
    return applied == null || operation.isEmpty() || applied.contains(known)
        ? Optional.empty()
        : Optional.of(advice(patch, part, applied));
  }

  private static Diagnostic advice(Fields patch, String part, Set<String> applied) {
    String all = String.join(", ", new TreeSet<>(applied));
    return patch
        .below("patch")
        .diagnostic(
            DiagnosticId.IDLE_PATCH,
            "operation",
            "istiod has no such operation for %s and leaves the patch out; it has %s"
                .formatted(part, all),
            applied.size() == 1
                ? Block.of("operation", applied.iterator().next())
                : "# one of " + all);
  }
}
