package dev.meshlab.mesh.advice.context;

import dev.meshlab.mesh.manifest.Document;
import dev.meshlab.mesh.manifest.Fields;
import java.util.Optional;
import java.util.Set;

/** The pods that workloads make: what stands in their templates. */
public final class PodTemplates {

  private static final Set<String> WORKLOADS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "Rollout");

  private PodTemplates() {}

  /** The template of a workload; empty for an object of another kind. */
  public static Optional<Fields> of(Document document) {
    Fields spec = AdviceContext.spec(document);
    if (document.kind().equals("CronJob")) {
      spec = spec.below("jobTemplate").below("spec");
    } else if (!WORKLOADS.contains(document.kind())) {
      return Optional.empty();
    }
    return spec.child("template");
  }
}
