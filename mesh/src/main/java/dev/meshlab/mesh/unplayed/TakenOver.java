package dev.meshlab.mesh.unplayed;

import dev.meshlab.mesh.diagnostic.DiagnosticId;
import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import dev.meshlab.mesh.manifest.ManifestSet;
import dev.meshlab.mesh.model.Deployment;
import dev.meshlab.mesh.model.Mesh;
import dev.meshlab.mesh.unplayed.Touch.ToPods;
import java.util.stream.Stream;

/**
 * Workloads that Flagger replaces by a copy of its own, with Services and routes to it
 * (fluxcd/flagger, pkg/canary/deployment_controller.go): the pods of the manifests are gone but for
 * the time of an analysis.
 */
final class TakenOver {

  private static final String KIND = "Canary";

  private TakenOver() {}

  static Stream<Unplayed> of(ManifestSet manifests, Mesh mesh) {
    return manifests.of("flagger.app", KIND).stream()
        .flatMap(canary -> target(canary, mesh).map(workload -> unplayed(canary, workload)));
  }

  private static Stream<Deployment> target(Document canary, Mesh mesh) {
    Fields target = Fields.of(canary).below("spec").below("targetRef");
    return ReferredWorkload.of(canary, target, mesh).filter(workload -> !hasCopy(workload, mesh));
  }

  /** Files of a cluster where Flagger has done its work hold that work. */
  private static boolean hasCopy(Deployment workload, Mesh mesh) {
    return mesh.deployments().stream()
        .filter(other -> other.namespace().equals(workload.namespace()))
        .anyMatch(other -> other.name().equals(workload.name() + "-primary"));
  }

  private static Unplayed unplayed(Document canary, Deployment workload) {
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        canary,
        "kind",
        canary.position(),
        KIND,
        "has Flagger put a copy in the place of %s %s, with Services and routes of its own"
            .formatted(workload.kind(), workload.name()),
        new ToPods(workload.namespace(), workload.labels()));
  }
}
