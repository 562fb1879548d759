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
 * Workloads that KEDA takes to no pods while none of its triggers is active (keda.sh, "Scaling
 * Deployments, StatefulSets & Custom Resources"). The lab knows no triggers, and plays the pods.
 */
final class ScaledToZero {

  private ScaledToZero() {}

  static Stream<Unplayed> of(ManifestSet manifests, Mesh mesh) {
    return manifests.of("keda.sh", "ScaledObject").stream()
        .filter(ScaledToZero::reachesZero)
        .flatMap(object -> target(object, mesh).map(workload -> unplayed(object, workload)));
  }

  private static boolean reachesZero(Document object) {
    Fields spec = Fields.of(object).below("spec");
    return spec.integer("minReplicaCount", 0) == 0 || spec.has("idleReplicaCount");
  }

  private static Stream<Deployment> target(Document object, Mesh mesh) {
    Fields target = Fields.of(object).below("spec").below("scaleTargetRef");
    return ReferredWorkload.of(object, target, mesh);
  }

  private static Unplayed unplayed(Document object, Deployment workload) {
    return new Unplayed(
        DiagnosticId.NOT_HONOURED,
        object,
        "spec",
        object.position(),
        "ScaledObjects that go to zero",
        "takes %s %s to no pods while none of its triggers is active"
            .formatted(workload.kind(), workload.name()),
        new ToPods(workload.namespace(), workload.labels()));
  }
}
