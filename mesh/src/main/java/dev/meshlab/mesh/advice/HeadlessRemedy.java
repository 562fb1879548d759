package dev.meshlab.mesh.advice;

import dev.meshlab.mesh.advice.context.AdviceContext;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.model.Service;
import java.util.Optional;

/**
 * The remedy for a headless Service that callers use. One that governs a StatefulSet has to stay
 * headless: it gives the pods their names (Kubernetes, StatefulSet spec.serviceName).
 */
final class HeadlessRemedy {

  private HeadlessRemedy() {}

  /**
   * @param otherwise for a Service that governs no StatefulSet
   */
  static String of(AdviceContext context, Service service, String otherwise) {
    return governed(context, service)
        .map(
            set ->
                "# a second Service with an address, for callers: StatefulSet %s needs this one for the names of its pods"
                    .formatted(set.name()))
        .orElse(otherwise);
  }

  private static Optional<Document> governed(AdviceContext context, Service service) {
    return context.manifests().of("apps", "StatefulSet").stream()
        .filter(set -> set.namespace().equals(service.namespace()))
        .filter(set -> AdviceContext.spec(set).string("serviceName", "").equals(service.name()))
        .findFirst();
  }
}
