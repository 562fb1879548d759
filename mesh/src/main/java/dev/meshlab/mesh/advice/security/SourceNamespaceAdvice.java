package dev.meshlab.mesh.advice.security;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.KnownNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Namespaces that a policy names and that do not exist (IST0101). Few manifests hold every
 * namespace of a cluster; so one is said to be missing where its name is almost that of another, or
 * where the cluster's own namespaces are listed, too.
 */
public final class SourceNamespaceAdvice implements Adviser {

  private static final String OF_EVERY_CLUSTER = "kube-system";

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    Set<String> listed =
        context.manifests().of("", "Namespace").stream()
            .map(Document::name)
            .collect(Collectors.toSet());
    Set<String> all =
        Stream.concat(
                listed.stream(), context.manifests().documents().stream().map(Document::namespace))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toSet());
    Known known = new Known(listed.contains(OF_EVERY_CLUSTER), all, new KnownNames(all));
    List<Diagnostic> advice = new ArrayList<>();
    for (Document rule : context.manifests().of("security.istio.io", "AuthorizationPolicy")) {
      for (Fields each : AdviceContext.spec(rule).children("rules")) {
        for (Fields from : each.children("from")) {
          Stream.of("namespaces", "notNamespaces")
              .flatMap(field -> known.missing(from.below("source"), field).stream())
              .forEach(advice::add);
        }
      }
    }
    return advice;
  }

  /**
   * The namespaces of the manifests.
   *
   * @param complete whether they are all that the cluster has
   */
  private record Known(boolean complete, Set<String> all, KnownNames names) {

    Optional<Diagnostic> missing(Fields source, String field) {
      List<String> written = source.strings(field);
      List<String> missing =
          written.stream()
              .filter(name -> !exists(name))
              .filter(name -> complete || names.nearest(name).isPresent())
              .toList();
      return missing.isEmpty()
          ? Optional.empty()
          : Optional.of(advice(source, field, written, missing));
    }

    /** A star at either end stands for any text. */
    private boolean exists(String pattern) {
      if (pattern.startsWith("*")) {
        return all.stream().anyMatch(name -> name.endsWith(pattern.substring(1)));
      }
      return pattern.endsWith("*")
          ? all.stream()
              .anyMatch(name -> name.startsWith(pattern.substring(0, pattern.length() - 1)))
          : all.contains(pattern);
    }

    private Diagnostic advice(
        Fields source, String field, List<String> written, List<String> missing) {
      List<String> meant =
          written.stream()
              .map(name -> exists(name) ? name : names.nearest(name).orElse(name))
              .toList();
      return source.diagnostic(
          DiagnosticId.UNKNOWN_NAMESPACE,
          field,
          "no namespace is called %s, so no caller is from there"
              .formatted(String.join(" or ", missing)),
          meant.equals(written) ? "# the callers' namespaces" : Block.ofTexts(field, meant));
    }
  }
}
