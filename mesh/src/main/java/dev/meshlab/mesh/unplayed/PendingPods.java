package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Workloads with pods that no Node of the manifests takes. On a cluster of these nodes they would
 * stay pending; of another cluster's nodes nothing is known. The lab plays them.
 */
final class PendingPods {

  private PendingPods() {}

  static Stream<Unplayed> of(ManifestSet manifests, Mesh mesh) {
    Map<String, Deployment> waiting =
        mesh.deployments().stream()
            .filter(deployment -> deployment.placement().pending() > 0)
            .collect(
                Collectors.toUnmodifiableMap(
                    each -> "%s %s/%s".formatted(each.kind(), each.namespace(), each.name()),
                    Function.identity(),
                    (one, other) -> one));
    return manifests.documents().stream()
        .filter(document -> waiting.containsKey(document.described()))
        .map(object -> unplayed(object, Objects.requireNonNull(waiting.get(object.described()))));
  }

  private static Unplayed unplayed(Document object, Deployment workload) {
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        object,
        "spec",
        object.position(),
        "pods that no Node takes",
        "has pods that no Node of the manifests takes (%d of %d), so that they would stay Pending"
            .formatted(workload.placement().pending(), workload.replicas()),
        new ToPods(workload.namespace(), workload.labels()));
  }
}
