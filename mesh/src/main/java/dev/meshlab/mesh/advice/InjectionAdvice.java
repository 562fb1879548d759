package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.advice.context.Block;
import dev.meshlab.mesh.advice.context.PodTemplates;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.RewrittenFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Namespaces and pods that ask for a sidecar in ways that contradict each other (IST0123, IST0144).
 */
final class InjectionAdvice implements Adviser {

  private static final String INJECTION = "istio-injection";
  private static final List<String> OTHERS = List.of("istio.io/rev", "istio.io/dataplane-mode");

  /**
   * The user of the proxy, whose own connections iptables leave alone (istio.io, "Application
   * UIDs").
   */
  private static final int PROXY = 1337;

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document document : context.manifests().documents()) {
      Fields root = Fields.of(document);
      if (document.kind().equals("Namespace")) {
        namespace(root.below("metadata").below("labels")).ifPresent(advice::add);
      } else if (document.kind().equals("Pod")) {
        pod(root.below("spec"), advice);
      }
      PodTemplates.of(document).ifPresent(template -> pod(template.below("spec"), advice));
    }
    return advice;
  }

  /**
   * The webhook of {@code istio-injection} comes before those of revisions, and both before
   * ztunnel.
   */
  private static Optional<Diagnostic> namespace(Fields labels) {
    String general = labels.string(INJECTION, "");
    List<String> others = OTHERS.stream().filter(labels::has).toList();
    boolean two = general.equals("enabled") ? !others.isEmpty() : others.size() > 1;
    if (!two || general.equals("disabled")) {
      return Optional.empty();
    }
    String wins = general.equals("enabled") ? INJECTION : others.get(0);
    String loses = others.get(others.size() - 1);
    RewrittenFields kept = RewrittenFields.copyOf(labels).without(loses);
    return Optional.of(
        labels.diagnostic(
            DiagnosticId.INJECTION_LABELS,
            loses,
            "the label %s decides, so this one has no effect".formatted(wins),
            Block.of("labels", kept)));
  }

  private static void pod(Fields spec, List<Diagnostic> advice) {
    securityContexts(spec)
        .filter(context -> context.integer("runAsUser", 0) == PROXY)
        .map(InjectionAdvice::asProxy)
        .forEach(advice::add);
  }

  private static Stream<Fields> securityContexts(Fields spec) {
    return Stream.concat(
            Stream.of(spec),
            spec.children("containers").stream()
                .filter(container -> !container.string("name", "").equals("istio-proxy")))
        .map(holder -> holder.below("securityContext"));
  }

  private static Diagnostic asProxy(Fields context) {
    return context.diagnostic(
        DiagnosticId.PROXY_USER,
        "runAsUser",
        "1337 is the proxy's user: calls of a program that runs as it go past the sidecar",
        "runAsUser: 65532");
  }
}
