package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.advice.context.Adviser;
import dev.meshlab.mesh.diagnostic.Diagnostic;
import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.model.name.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Labels of Services for persistent sessions. istiod looks at them only where it is run with
 * PILOT_ENABLE_PERSISTENT_SESSION_FILTER, which is off by default (istio/istio,
 * pilot/pkg/features).
 */
final class SessionLabelAdvice implements Adviser {

  private static final String VARIABLE = "PILOT_ENABLE_PERSISTENT_SESSION_FILTER";

  /** The labels, each with the field of {@code consistentHash} that comes nearest to it. */
  private static final Map<String, String> LABELS =
      Map.of(
          "istio.io/persistent-session", "httpCookie:\n      name: %s\n      ttl: 0s",
          "istio.io/persistent-session-header", "httpHeaderName: %s");

  @Override
  public List<Diagnostic> advise(AdviceContext context) {
    List<Diagnostic> advice = new ArrayList<>();
    for (Document service : context.manifests().of("", "Service")) {
      Fields labels = Fields.of(service).below("metadata").below("labels");
      String host = Hosts.ofService(service.name(), service.namespace());
      labels.names().stream()
          .filter(LABELS::containsKey)
          .map(label -> advice(labels, label, isHashed(context, host)))
          .forEach(advice::add);
    }
    return advice;
  }

  /** True if a DestinationRule keeps callers on pods already. */
  private static boolean isHashed(AdviceContext context, String host) {
    return context.policies().stream()
        .filter(policy -> Hosts.covers(policy.host(), host))
        .anyMatch(policy -> policy.fields().below("loadBalancer").has("consistentHash"));
  }

  private static Diagnostic advice(Fields labels, String label, boolean hashed) {
    String value = labels.string(label, "").split(":", -1)[0];
    String fix =
        "# in a DestinationRule:\nloadBalancer:\n  consistentHash:\n    "
            + LABELS.getOrDefault(label, "").formatted(value);
    return labels.diagnostic(
        DiagnosticId.PERSISTENT_SESSION_LABEL,
        label,
        "does nothing unless istiod runs with " + VARIABLE + "=true, and by default it does not",
        hashed ? "# remove the label: a DestinationRule hashes already" : fix);
  }
}
